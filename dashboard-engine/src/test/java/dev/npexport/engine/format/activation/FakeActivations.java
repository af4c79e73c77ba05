package dev.npexport.engine.format.activation;

import java.util.stream.LongStream;

/** Prompts and counts, which are all that plans and writers ask for. */
public record FakeActivations(ActivationSource source, int[][] prompts, long[] counts)
    implements GroupedActivations {

  /** Activations of these prompts' tokens, each token counted. */
  public static FakeActivations of(int[][] prompts, long[] counts) {
    int longest = 0;
    long tokens = 0;
    for (int[] prompt : prompts) {
      tokens += prompt.length;
      longest = Math.max(longest, prompt.length);
    }
    return new FakeActivations(source(prompts.length, longest, tokens, counts), prompts, counts);
  }

  /** Activations of equally long prompts whose tokens nobody looks at. */
  public static FakeActivations ofCounts(long[] counts, long countedTokens, int tokensPerPrompt) {
    return new FakeActivations(
        source(10, tokensPerPrompt, countedTokens, counts), new int[10][tokensPerPrompt], counts);
  }

  private static ActivationSource source(int prompts, int longest, long tokens, long[] counts) {
    return new ActivationSource(
        "columnar",
        prompts,
        longest,
        tokens,
        tokens,
        new int[] {0},
        "float32",
        true,
        LongStream.of(counts).sum() / (double) tokens);
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
    throw new UnsupportedOperationException("only counts and prompts are known");
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
    throw new UnsupportedOperationException("only counts and prompts are known");
  }

  @Override
  public int maxActive() {
    return counts.length;
  }

  @Override
  public void close() {}
}
