package dev.npexport.api.feature;

import dev.npexport.api.problem.ApiException;
import dev.npexport.api.problem.ErrorCode;

/** A feature's index in a path. */
final class FeatureIndex {

  private FeatureIndex() {}

  /**
   * The index.
   *
   * @throws ApiException for what is none of 0 to d_sae − 1
   */
  static int parse(String text, int dSae) {
    if (!text.matches("0|[1-9][0-9]{0,8}") || Integer.parseInt(text) >= dSae) {
      throw new ApiException(
          ErrorCode.FEATURE_NOT_FOUND,
          "no feature '%s': the SAE has the features 0 to %d".formatted(text, dSae - 1));
    }
    return Integer.parseInt(text);
  }
}
