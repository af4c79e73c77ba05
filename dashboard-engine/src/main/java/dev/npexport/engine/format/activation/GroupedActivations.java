package dev.npexport.engine.format.activation;

/**
 * A cache made ready: grouped by feature and, for correlations, by position. Only positive
 * activations at counted positions are in it, folded and rounded to float32 as numbers are defined.
 * Safe for concurrent reads.
 */
public interface GroupedActivations extends AutoCloseable {

  ActivationSource source();

  /** d_sae. */
  int features();

  /** Number of activations of all features. */
  long nonzeros();

  /** Number of activations of one feature. */
  long count(int feature);

  /** Σx of one feature, float64. */
  double sum(int feature);

  /** Σx² of one feature, float64. */
  double sumOfSquares(int feature);

  /** Largest activation of one feature, 0 for a dead one. */
  float max(int feature);

  FeatureActivations feature(int feature);

  /** Tokens in a prompt. */
  int promptLength(int prompt);

  /** Token id at a place. */
  int token(int prompt, int position);

  /**
   * The features that are active at a place, ascending, and their values.
   *
   * @return how many there are; the target arrays hold them from index 0 and must have room for
   *     {@link #maxActive()}
   */
  int activeAt(int prompt, int position, int[] features, float[] values);

  /** The largest number of features active at one position. */
  int maxActive();

  @Override
  void close();
}
