package dev.npexport.worker.running;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * How something is ended that waits and cannot ask whether to go on, such as a statement of a
 * database. It is tried again until it is closed, since the first try may come before the waiting
 * has begun; once is enough, and once too often does no harm. Closing it ends that.
 */
public final class Ending implements AutoCloseable {

  private final RunningWork work;
  private final Runnable action;
  private final AtomicBoolean trying = new AtomicBoolean();

  Ending(RunningWork work, Runnable action) {
    this.work = work;
    this.action = action;
  }

  /** Tries it on a thread of its own, since ending something may wait, too. */
  void attempt() {
    if (trying.compareAndSet(false, true)) {
      Thread.startVirtualThread(
          () -> {
            try {
              action.run();
            } finally {
              trying.set(false);
            }
          });
    }
  }

  @Override
  public void close() {
    work.forget(this);
  }
}
