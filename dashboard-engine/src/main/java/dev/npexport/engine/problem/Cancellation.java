package dev.npexport.engine.problem;

import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Stops work that is no longer wanted. Whatever reads or writes a lot asks it for every piece, so
 * that not even files of many gigabytes keep a cancelled job for a second.
 */
public record Cancellation(BooleanSupplier cancelled) {

  /** For work that nobody can cancel. */
  public static final Cancellation NEVER = new Cancellation(() -> false);

  private static final ScopedValue<Cancellation> CURRENT = ScopedValue.newInstance();

  /**
   * That of the step in which this thread opens inputs; {@link #NEVER} outside of one. Readers of
   * files ask it, so that it need not go through the signatures of every format.
   */
  public static Cancellation current() {
    return CURRENT.orElse(NEVER);
  }

  /** Does something on this thread that is over soon after this is cancelled. */
  public <T> T during(Supplier<T> step) {
    return ScopedValue.where(CURRENT, this).call(step::get);
  }

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
