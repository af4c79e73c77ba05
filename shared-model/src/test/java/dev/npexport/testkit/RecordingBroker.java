package dev.npexport.testkit;

import dev.npexport.model.broker.Broker;
import dev.npexport.model.broker.BrokerUnavailableException;
import dev.npexport.model.message.DeadMessage;
import dev.npexport.model.message.JobEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** A broker that remembers what it was given as words, and can be down. */
public final class RecordingBroker implements Broker {

  private final BlockingQueue<String> sent = new LinkedBlockingQueue<>();
  private final Semaphore refusals = new Semaphore(0);
  private volatile boolean down;
  private volatile long waiting = 1;

  /** Whether every message is refused from now on. */
  public void down(boolean isDown) {
    down = isDown;
  }

  /** What {@link #waiting} answers from now on. */
  public void waiting(long messages) {
    waiting = messages;
  }

  /** Everything since the last call. */
  public List<String> drain() {
    List<String> all = new ArrayList<>();
    sent.drainTo(all);
    return all;
  }

  /** The next message, waited for. */
  public String next() throws InterruptedException {
    String message = sent.poll(10, TimeUnit.SECONDS);
    if (message == null) {
      throw new AssertionError("no message came");
    }
    return message;
  }

  /** Waits until a message was refused. */
  public void awaitRefusal() throws InterruptedException {
    if (!refusals.tryAcquire(10, TimeUnit.SECONDS)) {
      throw new AssertionError("no message was refused");
    }
  }

  @Override
  public void job(UUID jobId) {
    send("job " + jobId);
  }

  @Override
  public void shard(UUID jobId, int number) {
    send("shard " + number + " of " + jobId);
  }

  @Override
  public void event(JobEvent event) {
    send(event.type() + " " + event.jobId() + " " + event.seq());
  }

  @Override
  public void control(UUID jobId) {
    send("control " + jobId);
  }

  @Override
  public void dead(DeadMessage message) {
    send("dead " + message.jobId());
  }

  @Override
  public void unreadable(byte[] body) {
    send("unreadable");
  }

  @Override
  public long waiting(String queue) {
    refuseIfDown();
    return waiting;
  }

  @Override
  public boolean reachable() {
    return !down;
  }

  private void send(String message) {
    refuseIfDown();
    sent.add(message);
  }

  private void refuseIfDown() {
    if (down) {
      refusals.release();
      throw new BrokerUnavailableException("down");
    }
  }
}
