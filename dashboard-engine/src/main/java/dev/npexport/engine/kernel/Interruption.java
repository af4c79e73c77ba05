package dev.npexport.engine.kernel;

import java.util.concurrent.CancellationException;

/** Lets a long computation stop between two pieces of work when its thread is interrupted. */
public final class Interruption {

  private Interruption() {}

  /**
   * @throws CancellationException if the current thread is interrupted; it stays so
   */
  public static void check() {
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException("interrupted");
    }
  }
}
