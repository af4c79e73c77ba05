package dev.npexport.engine.kernel.vnni;

import dev.npexport.engine.kernel.DotProduct;

/**
 * Rounds vectors to 16 bits with one scale each, such that no sum over a block overflows 32 bits: a
 * block of either factor is at most √2³¹ long after rounding (Cauchy and Schwarz). The scale is
 * then fitted, so that what rounding took away is orthogonal to the rounded vector. Holds one
 * vector at a time.
 */
final class Rounded {

  /** √2³¹, rounded down. */
  static final int LONGEST = 46_340;

  private static final int LARGEST = Short.MAX_VALUE - 1;

  /** Smaller vectors are rounded to 0: the largest of all columns has an entry of at least 1. */
  private static final double NOTHING = 0x1p-200;

  private final Blocks blocks;
  private final double[] values;
  private final short[] integers;
  private double scale;
  private double length;
  private double residue;
  private double integerLength;

  Rounded(Blocks blocks) {
    this.blocks = blocks;
    this.values = new double[blocks.paddedWidth()];
    this.integers = new short[blocks.paddedWidth()];
  }

  /**
   * Rounds {@code vector[0 .. width)}.
   *
   * @param floatScale whether the scale has to be a float32 number
   */
  void round(double[] vector, int width, boolean floatScale) {
    System.arraycopy(vector, 0, values, 0, width);
    length = DotProduct.length(values, values.length);
    double factor = factor();
    double squares = 0;
    double products = 0;
    for (int i = 0; i < values.length; i++) {
      double integer = Math.rint(values[i] * factor);
      integers[i] = (short) integer;
      squares += integer * integer;
      products += integer * values[i];
    }
    integerLength = Math.sqrt(squares);
    scale = squares == 0 ? 0 : products / squares;
    if (floatScale) {
      scale = (float) scale;
    }
    double squaresLost = 0;
    for (int i = 0; i < values.length; i++) {
      double rest = values[i] - scale * integers[i];
      squaresLost += rest * rest;
    }
    residue = Math.sqrt(squaresLost);
  }

  private double factor() {
    double largest = 0;
    double longest = 0;
    for (int block = 0; block < blocks.count(); block++) {
      int from = block * blocks.width();
      longest = Math.max(longest, DotProduct.of(values, from, values, from, blocks.width()));
    }
    for (double value : values) {
      largest = Math.max(largest, Math.abs(value));
    }
    if (largest < NOTHING) {
      return 0; // squares would vanish
    }
    // rounding adds at most half a unit to each entry
    double room = LONGEST - 1 - Math.sqrt(blocks.width()) / 2;
    return Math.min(room / Math.sqrt(longest), LARGEST / largest);
  }

  short integer(int index) {
    return integers[index];
  }

  /** What rounding took from the vector: it less its integers times the scale. */
  float[] lost() {
    float[] lost = new float[values.length];
    for (int i = 0; i < lost.length; i++) {
      lost[i] = (float) (values[i] - scale * integers[i]);
    }
    return lost;
  }

  /** The vector is about its integers times this. */
  double scale() {
    return scale;
  }

  /** ‖vector‖. */
  double length() {
    return length;
  }

  /** ‖vector − scale · integers‖. */
  double residue() {
    return residue;
  }

  /** ‖integers‖. */
  double integerLength() {
    return integerLength;
  }
}
