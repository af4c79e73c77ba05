package dev.npexport.engine.format.model;

import dev.npexport.engine.format.safetensors.FiniteCheck;
import dev.npexport.engine.problem.Cancellation;
import dev.npexport.engine.problem.InputException;

/** Checks that have to read the weights themselves. */
public final class ModelChecks {

  private ModelChecks() {}

  /**
   * Refuses an unembedding that is not made of numbers.
   *
   * @throws InputException that names the first place and token with NaN or an infinite value
   */
  public static void requireFinite(LanguageModel model) {
    requireFinite(model, Cancellation.NEVER);
  }

  /** As {@link #requireFinite(LanguageModel)}, until it is cancelled. */
  public static void requireFinite(LanguageModel model, Cancellation cancellation) {
    FiniteCheck.problem(model.unembeddingFile(), model.unembedding(), 0, "token", cancellation)
        .ifPresent(
            problem -> {
              throw new InputException(problem);
            });
  }
}
