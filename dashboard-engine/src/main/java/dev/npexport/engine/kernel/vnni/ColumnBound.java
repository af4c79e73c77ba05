package dev.npexport.engine.kernel.vnni;

/**
 * What the error of a column's logits is computed from, in 32 bits: its length and its residue,
 * each rounded up to bfloat16. Every row is swept beside these, so their size matters.
 */
final class ColumnBound {

  private ColumnBound() {}

  /**
   * Packs both.
   *
   * @param length of the column that was rounded
   * @param residue see {@link Bound#columnResidue}
   */
  static int of(double length, double residue) {
    return up(length) << 16 | up(residue);
  }

  static float length(int bound) {
    return Float.intBitsToFloat(bound & 0xffff0000);
  }

  static float residue(int bound) {
    return Float.intBitsToFloat(bound << 16);
  }

  /** The smallest bfloat16 number that is not below a positive one. */
  private static int up(double value) {
    int bits = Float.floatToRawIntBits(Math.nextUp((float) value));
    return bits + 0xffff >>> 16;
  }
}
