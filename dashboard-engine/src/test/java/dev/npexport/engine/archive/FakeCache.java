package dev.npexport.engine.archive;

import dev.npexport.engine.format.activation.ActivationSource;
import dev.npexport.engine.format.activation.FeatureActivations;
import dev.npexport.engine.format.activation.GroupedActivations;
import java.util.stream.LongStream;

/** Prompts and counts; the writers ask for nothing else. */
public record FakeCache(int[][] prompts, long[] counts) implements GroupedActivations {

  @Override
  public ActivationSource source() {
    int tokens = 0;
    int longest = 0;
    for (int[] prompt : prompts) {
      tokens += prompt.length;
      longest = Math.max(longest, prompt.length);
    }
    return new ActivationSource(
        "columnar",
        prompts.length,
        longest,
        tokens,
        tokens,
        new int[] {0},
        "float32",
        true,
        nonzeros() / (double) tokens);
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
    throw new UnsupportedOperationException("dashboards are given");
  }

  @Override
  public int promptLength(int prompt) {
    return prompts[prompt].length;
  }

  @Override
  public int token(int prompt, int position) {
    return prompts[prompt][position];
  }

  @Override
  public int activeAt(int prompt, int position, int[] features, float[] values) {
    throw new UnsupportedOperationException("dashboards are given");
  }

  @Override
  public int maxActive() {
    return counts.length;
  }

  @Override
  public void close() {}
}
