package dev.npexport.engine.problem;

import java.util.function.BooleanSupplier;

/**
 * Stops work that is no longer wanted. Whatever reads or writes a lot asks it for every piece, so
 * that not even files of many gigabytes keep a cancelled job for a second.
 */
public record Cancellation(BooleanSupplier cancelled) {

  /** For work that nobody can cancel. */
  public static final Cancellation NEVER = new Cancellation(() -> false);

  /**
   * Goes on, or ends the work.
   *
   * @throws InputException with {@code cancelled}
   */
  public void check() {
    if (cancelled.getAsBoolean()) {
      throw new InputException(
          new Problem(ProblemCode.CANCELLED, "", "", "the export was cancelled"));
    }
  }
}
