package dev.npexport.worker.running;

/** The worker is asked to stop; what it was given goes back to the broker. */
public final class StoppingException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public StoppingException() {
    super("the worker is stopping");
  }
}
