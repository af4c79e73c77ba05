package dev.npexport.engine.format.activation;

import dev.npexport.engine.problem.Cancellation;
import dev.npexport.engine.problem.InputException;
import dev.npexport.engine.problem.ProblemCode;

/** Checks a cache's tokens against a vocabulary. */
public final class TokenCheck {

  private TokenCheck() {}

  /**
   * Refuses a token id outside {@code 0 .. vocabulary - 1}.
   *
   * @throws InputException naming the first
   */
  public static void requireInside(ActivationCache cache, int vocabulary) {
    PromptTokens tokens = cache.prompts();
    Cancellation cancellation = Cancellation.current();
    for (int row = 0; row < tokens.rows(); row++) {
      cancellation.check();
      int start = tokens.start(row);
      for (int position = 0; position < tokens.length(row); position++) {
        int id = tokens.token(start + position);
        if (id < 0 || id >= vocabulary) {
          throw new InputException(
              cache.tokenProblem(
                  ProblemCode.INDEX_OUT_OF_RANGE,
                  tokens.prompt(row),
                  position,
                  (id < 0 ? "is no token id" : "is token id " + id)
                      + "; the vocabulary has "
                      + vocabulary
                      + " rows"));
        }
      }
    }
  }
}
