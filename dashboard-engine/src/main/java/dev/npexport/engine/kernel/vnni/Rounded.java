package dev.npexport.engine.kernel.vnni;

import dev.npexport.engine.kernel.DotProduct;
import dev.npexport.engine.kernel.tiles.PowerOfTwo;

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
  private final double[] integers;
  private final double[] lost;
  private double scale;
  private double length;
  private double residue;
  private double integerLength;

  Rounded(Blocks blocks) {
    this.blocks = blocks;
    this.values = new double[blocks.paddedWidth()];
    this.integers = new double[blocks.paddedWidth()];
    this.lost = new double[blocks.paddedWidth()];
  }

  /**
   * Rounds {@code vector[0 .. width)}.
   *
   * @param floatScale whether the scale has to be a float32 number
   */
  void round(double[] vector, int width, boolean floatScale) {
    System.arraycopy(vector, 0, values, 0, width);
    double factor = factor();
    for (int i = 0; i < values.length; i++) {
      integers[i] = Math.rint(values[i] * factor);
    }
    double squares = product(integers, integers);
    integerLength = Math.sqrt(squares);
    scale = squares == 0 ? 0 : product(integers, values) / squares;
    if (floatScale) {
      scale = (float) scale;
    }
    for (int i = 0; i < values.length; i++) {
      lost[i] = values[i] - scale * integers[i];
    }
    residue = Math.sqrt(product(lost, lost));
  }

  /** Measures the vector, too. */
  private double factor() {
    double squares = 0;
    double longest = 0;
    for (int block = 0; block < blocks.count(); block++) {
      int from = block * blocks.width();
      double square = DotProduct.of(values, from, values, from, blocks.width());
      squares += square;
      longest = Math.max(longest, square);
    }
    length = Math.sqrt(squares);
    double largest = PowerOfTwo.largest(values, values.length);
    if (largest < NOTHING) {
      return 0; // squares would vanish
    }
    // rounding adds at most half a unit to each entry
    double room = LONGEST - 1 - Math.sqrt(blocks.width()) / 2;
    return Math.min(room / Math.sqrt(longest), LARGEST / largest);
  }

  private static double product(double[] a, double[] b) {
    return DotProduct.of(a, 0, b, 0, a.length);
  }

  /** In 16 bits. */
  int integer(int index) {
    return (int) integers[index];
  }

  /** What rounding took from the vector: it less its integers times the scale. */
  float[] lost() {
    float[] floats = new float[lost.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) lost[i];
    }
    return floats;
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
