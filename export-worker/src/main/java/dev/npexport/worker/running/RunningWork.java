package dev.npexport.worker.running;

import dev.npexport.engine.ProgressListener;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * One piece of work under way: how far it is, whether it is still this worker's, and whether it is
 * to stop. The engine only counts in memory; rows are told from another thread, so that a slow
 * database or broker does not slow the work.
 */
public final class RunningWork implements ProgressListener {

  /** Why work stops before it is done. */
  public enum StopReason {
    /** The row is no longer this worker's: cancelled, failed, or taken back. */
    NOT_OURS,
    /** The worker is asked to stop. */
    SHUTDOWN
  }

  /** The rows that the work belongs to. */
  public interface Rows {

    /** Tells that the work goes on; false when it is no longer this worker's. */
    boolean signOfLife(int done);

    /** Tells watchers that {@code done} grew. */
    void report(int done);
  }

  private final UUID jobId;
  private final String name;
  private final Rows rows;
  private final AtomicInteger done = new AtomicInteger();
  private final AtomicReference<StopReason> stopped = new AtomicReference<>();
  private final Set<Ending> endings = ConcurrentHashMap.newKeySet();
  private int told;
  private long lastSign = System.nanoTime();

  public RunningWork(UUID jobId, String name, Rows rows) {
    this.jobId = jobId;
    this.name = name;
    this.rows = rows;
  }

  public UUID jobId() {
    return jobId;
  }

  @Override
  public void featuresDone(int features) {
    done.addAndGet(features);
  }

  @Override
  public boolean cancelled() {
    return stopped.get() != null;
  }

  /** Whether it was stopped because the worker stops. */
  public boolean isShutdown() {
    return stopped.get() == StopReason.SHUTDOWN;
  }

  public void stop(StopReason reason) {
    stopped.compareAndSet(null, reason);
    endings.forEach(Ending::attempt);
  }

  /** Has something that waits end once this is to stop; close it when that waits no longer. */
  public Ending endWith(Runnable action) {
    Ending ending = new Ending(this, action);
    endings.add(ending);
    if (cancelled()) {
      ending.attempt();
    }
    return ending;
  }

  void forget(Ending ending) {
    endings.remove(ending);
  }

  /** Tells the rows what is new, or that the work goes on if that was last told this long ago. */
  synchronized void tell(Duration heartbeat) {
    if (cancelled()) {
      endings.forEach(Ending::attempt);
      return;
    }
    int now = done.get();
    boolean silentForLong = System.nanoTime() - lastSign >= heartbeat.toNanos();
    if (now == told && !silentForLong) {
      return;
    }
    if (!rows.signOfLife(now)) {
      stop(StopReason.NOT_OURS);
      return;
    }
    lastSign = System.nanoTime();
    if (now != told) {
      told = now;
      rows.report(now);
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
