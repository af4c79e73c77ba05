package dev.npexport.engine.kernel.tiles;

/** Exact scaling, so that no factor of a float32 product overflows. */
public final class PowerOfTwo {

  private static final int LARGEST = Double.MAX_EXPONENT;

  private PowerOfTwo() {}

  /** The exponent that brings {@code largest} into [1, 2); 0 for 0. */
  public static int toUnit(double largest) {
    if (largest == 0) {
      return 0;
    }
    int exponent = Math.getExponent(largest);
    return exponent >= Double.MIN_EXPONENT
        ? -exponent
        : LARGEST - Math.getExponent(largest * 0x1p1023);
  }

  /** Multiplies {@code values[0 .. length)} by 2^exponent. */
  public static void scale(double[] values, int length, int exponent) {
    if (exponent == 0) {
      return;
    }
    int first = Math.clamp(exponent, -LARGEST + 1, LARGEST);
    double factor = Math.scalb(1.0, first);
    double rest = Math.scalb(1.0, exponent - first);
    for (int i = 0; i < length; i++) {
      values[i] = values[i] * factor * rest;
    }
  }

  public static double largest(double[] values, int length) {
    double largest = 0;
    for (int i = 0; i < length; i++) {
      largest = Math.max(largest, Math.abs(values[i]));
    }
    return largest;
  }
}
