package dev.npexport.engine.dashboard.saedashboard;

/**
 * The batches that SAEDashboard's runner cuts an SAE into: {@code np.array_split} into as many
 * parts as are needed, the first ones larger by one where they cannot be equal.
 *
 * @param features of the SAE
 * @param size most features in a batch
 */
record FeatureBatches(int features, int size) {

  /** What SAEDashboard's documentation tells its users to take. */
  static final int USUAL_SIZE = 128;

  /** First feature of the batch that a feature is in. */
  int first(int feature) {
    return start(number(feature));
  }

  /** The feature after the last of the batch that a feature is in. */
  int end(int feature) {
    return start(number(feature) + 1);
  }

  private int parts() {
    return Math.ceilDiv(features, size);
  }

  private int start(int number) {
    return number * (features / parts()) + Math.min(number, features % parts());
  }

  private int number(int feature) {
    int small = features / parts();
    int large = features % parts();
    int inLarge = large * (small + 1);
    return feature < inLarge ? feature / (small + 1) : large + (feature - inLarge) / small;
  }
}
