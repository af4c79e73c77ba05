package dev.npexport.worker.failure;

/** A Neuronpedia cannot be reached, or did not take what it was sent. */
public final class TargetException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Code of a job that failed for it. */
  static final String CODE = "target_failed";

  public TargetException(String message) {
    super(message);
  }

  public TargetException(String message, Throwable cause) {
    super(message, cause);
  }
}
