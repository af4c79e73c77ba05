package dev.npexport.engine.dashboard.saedashboard;

/**
 * Pearson and cosine as SAEDashboard's {@code RollingCorrCoef} has them, each divisor raised by
 * 1e-6; in float64, where SAEDashboard sums in float32 and so may end with NaN.
 *
 * @param n positions
 */
record RollingCorrelation(double n) {

  private static final double RAISED = 1e-6;

  /** {@code (nΣxy − ΣxΣy) / (√((nΣx² − (Σx)²)(nΣy² − (Σy)²)) + 1e-6)}. */
  double pearson(double xy, double x, double y, double xx, double yy) {
    double spreads = Math.max(0, n * xx - x * x) * Math.max(0, n * yy - y * y);
    return (n * xy - x * y) / (Math.sqrt(spreads) + RAISED);
  }

  /** {@code Σxy / (√(Σx²Σy²) + 1e-6)}. */
  double cosine(double xy, double xx, double yy) {
    return xy / (Math.sqrt(xx * yy) + RAISED);
  }
}
