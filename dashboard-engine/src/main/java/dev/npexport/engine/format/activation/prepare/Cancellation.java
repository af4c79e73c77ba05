package dev.npexport.engine.format.activation.prepare;

import dev.npexport.engine.problem.InputException;
import dev.npexport.engine.problem.Problem;
import dev.npexport.engine.problem.ProblemCode;
import java.util.function.BooleanSupplier;

/** Stops the work when it is no longer wanted; asked once for each block. */
record Cancellation(BooleanSupplier cancelled) {

  void check() {
    if (cancelled.getAsBoolean()) {
      throw new InputException(
          new Problem(ProblemCode.CANCELLED, "", "", "preparing the activations was cancelled"));
    }
  }
}
