package dev.npexport.worker.running;

import dev.npexport.worker.config.WorkerConfig;
import dev.npexport.worker.running.RunningWork.StopReason;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** Everything this worker holds: keeps its rows alive, and stops it when the rows say so. */
@ApplicationScoped
public class RunningWorks {

  private static final Logger LOG = Logger.getLogger(RunningWorks.class);

  /** As often as watchers may hear of a job. */
  private static final Duration TICK = Duration.ofMillis(200);

  private static final Duration STEP = Duration.ofMillis(20);

  private final Set<RunningWork> works = ConcurrentHashMap.newKeySet();
  private final WorkerConfig.Worker config;
  private volatile boolean stopping;

  @Inject
  RunningWorks(WorkerConfig config) {
    this.config = config.worker();
  }

  /** Begins a piece of work; {@link #end} must follow. */
  public RunningWork begin(UUID jobId, String name, RunningWork.Rows rows) {
    RunningWork work = new RunningWork(jobId, name, rows);
    works.add(work);
    if (stopping) {
      work.stop(StopReason.SHUTDOWN);
    }
    return work;
  }

  public void end(RunningWork work) {
    works.remove(work);
  }

  public int count() {
    return works.size();
  }

  /** Looks at the rows of a job's work at once, since somebody cancelled it. */
  public void lookAgain(UUID jobId) {
    works.stream()
        .filter(work -> work.jobId().equals(jobId))
        .forEach(work -> tell(work, Duration.ZERO));
  }

  void start(@Observes StartupEvent event) {
    Thread.ofPlatform().daemon().name("heartbeat").start(this::beat);
  }

  private void beat() {
    try {
      while (!stopping) {
        works.forEach(work -> tell(work, config.heartbeat()));
        Thread.sleep(TICK);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void tell(RunningWork work, Duration heartbeat) {
    try {
      work.tell(heartbeat);
    } catch (RuntimeException e) {
      // Of the database or of the broker, and the thread that keeps all work alive must outlive it.
      // The work goes on: its result is only kept if the row is still ours when it is done.
      LOG.warnf("no sign of life could be given for %s: %s", work, e.getMessage());
    }
  }

  /** Stops everything and waits, so that it is given back before connections close. */
  void stopAll(@Observes @Priority(2) ShutdownEvent event) throws InterruptedException {
    stopping = true;
    long end = System.nanoTime() + config.stopTimeout().toNanos();
    do {
      works.forEach(work -> work.stop(StopReason.SHUTDOWN));
      Thread.sleep(STEP);
    } while (!works.isEmpty() && System.nanoTime() < end);
    works.forEach(work -> LOG.warnf("%s did not stop in time; it will be taken back", work));
  }
}
