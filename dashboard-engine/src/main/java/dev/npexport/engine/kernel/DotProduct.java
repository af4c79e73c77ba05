package dev.npexport.engine.kernel;

/**
 * The float64 inner product of this project. Every value that leaves a kernel comes from it, so
 * that all backends give the same bits: four interleaved partial sums, added pairwise.
 */
public final class DotProduct {

  private DotProduct() {}

  /** Σ a[aOffset + i] · b[bOffset + i] for i in [0, length). */
  public static double of(double[] a, int aOffset, double[] b, int bOffset, int length) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int i = 0;
    for (; i <= length - 4; i += 4) {
      s0 += a[aOffset + i] * b[bOffset + i];
      s1 += a[aOffset + i + 1] * b[bOffset + i + 1];
      s2 += a[aOffset + i + 2] * b[bOffset + i + 2];
      s3 += a[aOffset + i + 3] * b[bOffset + i + 3];
    }
    for (; i < length; i++) {
      s0 += a[aOffset + i] * b[bOffset + i];
    }
    return (s0 + s1) + (s2 + s3);
  }

  /** The Euclidean length of {@code a[0 .. length)}. */
  public static double length(double[] a, int length) {
    return Math.sqrt(of(a, 0, a, 0, length));
  }
}
