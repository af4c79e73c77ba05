package dev.npexport.engine.dashboard.exact;

import dev.npexport.engine.dashboard.FeatureStatistics;
import dev.npexport.engine.format.activation.FeatureActivations;

/** Count, share, extremes, mean and population deviation of a feature's positive activations. */
final class ActivationStatistics {

  private ActivationStatistics() {}

  /**
   * @param countedTokens positions of the cache less the ignored ones
   * @param decoderNorm length of the decoder row as stored
   */
  static FeatureStatistics of(
      FeatureActivations activations, long countedTokens, double decoderNorm) {
    if (activations.isDead()) {
      return new FeatureStatistics(0, 0, 0, 0, 0, 0, true, decoderNorm);
    }
    float[] values = activations.values();
    float min = values[0];
    float max = values[0];
    double sum = 0;
    for (float value : values) {
      min = Math.min(min, value);
      max = Math.max(max, value);
      sum += value;
    }
    double mean = sum / values.length;
    double squares = 0;
    for (float value : values) {
      squares += (value - mean) * (value - mean);
    }
    return new FeatureStatistics(
        values.length / (double) countedTokens,
        values.length,
        max,
        min,
        mean,
        Math.sqrt(squares / values.length),
        false,
        decoderNorm);
  }
}
