package dev.npexport.engine.testkit;

import dev.npexport.engine.format.activation.ActivationSource;
import dev.npexport.engine.format.activation.FeatureActivations;
import dev.npexport.engine.format.activation.GroupedActivations;
import java.util.Arrays;
import java.util.Random;

/**
 * Activations as one dense array: grouped by feature from the start, places searched one by one.
 */
public final class InMemoryActivations implements GroupedActivations {

  private final int[][] tokens;
  private final float[][][] dense;
  private final FeatureActivations[] byFeature;

  /**
   * @param tokens by prompt and position
   * @param dense by feature, prompt and position; 0 where the feature is silent
   */
  public InMemoryActivations(int[][] tokens, float[][][] dense) {
    this.tokens = tokens;
    this.dense = dense;
    this.byFeature = new FeatureActivations[dense.length];
    Arrays.setAll(byFeature, this::collect);
  }

  /** Features that fire at random, each at its own rate; feature 0 is dead. */
  public static InMemoryActivations random(int features, int prompts, int length, long seed) {
    Random random = new Random(seed);
    int[][] tokens = new int[prompts][length];
    for (int[] prompt : tokens) {
      Arrays.setAll(prompt, i -> random.nextInt(30));
    }
    float[][][] dense = new float[features][prompts][length];
    for (int feature = 1; feature < features; feature++) {
      double rate = Math.pow(random.nextDouble(), 3);
      for (float[] prompt : dense[feature]) {
        for (int i = 0; i < length; i++) {
          // Few distinct values, so that ties are common.
          prompt[i] = random.nextDouble() < rate ? 0.25f * (1 + random.nextInt(20)) : 0;
        }
      }
    }
    return new InMemoryActivations(tokens, dense);
  }

  public float value(int feature, int prompt, int position) {
    return dense[feature][prompt][position];
  }

  @Override
  public ActivationSource source() {
    long total = Arrays.stream(tokens).mapToLong(prompt -> prompt.length).sum();
    return new ActivationSource(
        "columnar",
        tokens.length,
        longest(),
        total,
        total,
        new int[0],
        "float32",
        false,
        nonzeros() / (double) total);
  }

  @Override
  public int features() {
    return dense.length;
  }

  @Override
  public long nonzeros() {
    long count = 0;
    for (int feature = 0; feature < dense.length; feature++) {
      count += count(feature);
    }
    return count;
  }

  @Override
  public long count(int feature) {
    return feature(feature).size();
  }

  @Override
  public double sum(int feature) {
    double sum = 0;
    for (float value : feature(feature).values()) {
      sum += value;
    }
    return sum;
  }

  @Override
  public double sumOfSquares(int feature) {
    double sum = 0;
    for (float value : feature(feature).values()) {
      sum += (double) value * value;
    }
    return sum;
  }

  @Override
  public float max(int feature) {
    float max = 0;
    for (float value : feature(feature).values()) {
      max = Math.max(max, value);
    }
    return max;
  }

  @Override
  public FeatureActivations feature(int feature) {
    return byFeature[feature];
  }

  private FeatureActivations collect(int feature) {
    int size = 0;
    int[] prompts = new int[tokens.length * longest()];
    int[] positions = new int[prompts.length];
    float[] values = new float[prompts.length];
    for (int prompt = 0; prompt < tokens.length; prompt++) {
      for (int position = 0; position < tokens[prompt].length; position++) {
        if (dense[feature][prompt][position] > 0) {
          prompts[size] = prompt;
          positions[size] = position;
          values[size++] = dense[feature][prompt][position];
        }
      }
    }
    return new FeatureActivations(
        Arrays.copyOf(prompts, size), Arrays.copyOf(positions, size), Arrays.copyOf(values, size));
  }

  @Override
  public int promptLength(int prompt) {
    return tokens[prompt].length;
  }

  @Override
  public int token(int prompt, int position) {
    return tokens[prompt][position];
  }

  @Override
  public int activeAt(int prompt, int position, int[] features, float[] values) {
    int count = 0;
    for (int feature = 0; feature < dense.length; feature++) {
      if (dense[feature][prompt][position] > 0) {
        features[count] = feature;
        values[count++] = dense[feature][prompt][position];
      }
    }
    return count;
  }

  @Override
  public int maxActive() {
    return dense.length;
  }

  @Override
  public void close() {}

  private int longest() {
    return Arrays.stream(tokens).mapToInt(prompt -> prompt.length).max().orElse(0);
  }
}
