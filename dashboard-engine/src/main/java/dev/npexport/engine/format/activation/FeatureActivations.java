package dev.npexport.engine.format.activation;

/**
 * All activations of one feature, sorted by prompt, then position: positive, at counted positions,
 * each place once.
 *
 * @param prompts prompt indices
 * @param positions positions within the prompt
 * @param values activations after decoder-norm folding, float32
 */
public record FeatureActivations(int[] prompts, int[] positions, float[] values) {

  public int size() {
    return values.length;
  }

  public boolean isDead() {
    return values.length == 0;
  }
}
