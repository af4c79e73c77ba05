package dev.npexport.engine.kernel.tiles;

import dev.npexport.engine.kernel.DotProduct;
import dev.npexport.engine.kernel.RowSource;
import java.lang.foreign.MemorySegment;

/** The rows of a block: in float64 here, scaled and rounded in the memory of a product. */
public final class LoadedRows {

  private final Precision precision;
  private final int width;
  private final int paddedWidth;
  private final double[][] exact;
  private final int[] exponents;
  private final double[] lengths;
  private final double[] scaled;

  public LoadedRows(Precision precision, int width, int paddedWidth, int capacity) {
    this.precision = precision;
    this.width = width;
    this.paddedWidth = paddedWidth;
    this.exact = new double[capacity][width];
    this.exponents = new int[capacity];
    this.lengths = new double[capacity];
    this.scaled = new double[width];
  }

  /**
   * Reads a row and rounds it into its place.
   *
   * @param row its number in the block
   * @param at where its bytes start
   */
  public void load(RowSource source, int index, int row, MemorySegment target, long at) {
    source.read(index, exact[row]);
    System.arraycopy(exact[row], 0, scaled, 0, width);
    exponents[row] = PowerOfTwo.toUnit(PowerOfTwo.largest(scaled, width));
    PowerOfTwo.scale(scaled, width, exponents[row]);
    lengths[row] = DotProduct.length(scaled, width);
    precision.store(scaled, width, paddedWidth, target, at);
  }

  /** In float64, as read. */
  public double[] exact(int row) {
    return exact[row];
  }

  /** The rounded row is the exact one times 2^exponent. */
  public int exponent(int row) {
    return exponents[row];
  }

  /** Its length after scaling. */
  public double length(int row) {
    return lengths[row];
  }
}
