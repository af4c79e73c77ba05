package dev.npexport.engine.kernel.vnni;

/**
 * How the width of a product is cut: an integer sum runs over one block, and the sums of the blocks
 * are added up in float32. Narrow blocks leave more bits to each factor and cost more additions.
 *
 * @param count number of blocks
 * @param width entries of each, a multiple of {@link #GRANULE}; the last may be padded
 */
record Blocks(int count, int width) {

  private static final int AIM = 96;

  /** Pairs of factors in one turn of the innermost loop, two factors each. */
  static final int GRANULE = 2 * MultiplyCode.UNROLLED;

  static Blocks of(int width) {
    int count = Math.max(1, Math.ceilDiv(width, AIM));
    return new Blocks(count, Math.ceilDiv(Math.ceilDiv(width, count), GRANULE) * GRANULE);
  }

  int paddedWidth() {
    return count * width;
  }

  /** Turns of the innermost loop for each block. */
  int steps() {
    return width / GRANULE;
  }
}
