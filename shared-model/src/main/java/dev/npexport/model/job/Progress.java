package dev.npexport.model.job;

/** How much of a job's progress its steps are worth. */
public final class Progress {

  /** Progress when every feature is computed and nothing is packed. */
  public static final double COMPUTED = 0.95;

  private Progress() {}

  /** Progress while computing. */
  public static double computing(int done, int featureCount) {
    return COMPUTED * done / Math.max(1, featureCount);
  }

  /** Progress while packaging, which may have to begin again. */
  public static double packaging(int packed, int featureCount) {
    int counted = Math.min(packed, featureCount);
    return COMPUTED + (1 - COMPUTED) * counted / Math.max(1, featureCount);
  }
}
