package dev.npexport.engine.plan;

import dev.npexport.engine.format.activation.ActivationSource;
import dev.npexport.engine.format.activation.FeatureActivations;
import dev.npexport.engine.format.activation.GroupedActivations;
import java.util.stream.LongStream;

/** Activations of which only the counts are known. */
record FakeActivations(long[] counts, long countedTokens, int tokensPerPrompt)
    implements GroupedActivations {

  @Override
  public ActivationSource source() {
    return new ActivationSource(
        "columnar",
        10,
        tokensPerPrompt,
        countedTokens,
        countedTokens,
        new int[0],
        "float32",
        false,
        nonzeros() / (double) countedTokens);
  }

  @Override
  public int features() {
    return counts.length;
  }

  @Override
  public long nonzeros() {
    return LongStream.of(counts).sum();
  }

  @Override
  public long count(int feature) {
    return counts[feature];
  }

  @Override
  public double sum(int feature) {
    return counts[feature];
  }

  @Override
  public double sumOfSquares(int feature) {
    return counts[feature];
  }

  @Override
  public float max(int feature) {
    return counts[feature] > 0 ? 1 : 0;
  }

  @Override
  public FeatureActivations feature(int feature) {
    throw new UnsupportedOperationException("planning needs counts only");
  }

  @Override
  public int promptLength(int prompt) {
    return tokensPerPrompt;
  }

  @Override
  public int token(int prompt, int position) {
    return 0;
  }

  @Override
  public int activeAt(int prompt, int position, int[] features, float[] values) {
    throw new UnsupportedOperationException("planning needs counts only");
  }

  @Override
  public int maxActive() {
    return counts.length;
  }

  @Override
  public void close() {}
}
