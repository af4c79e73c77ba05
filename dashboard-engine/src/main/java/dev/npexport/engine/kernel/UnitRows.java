package dev.npexport.engine.kernel;

import java.util.BitSet;

/**
 * The rows of a matrix scaled to length 1, so that their inner products are cosines. The length is
 * at least 1e-8 as a divisor, so that a row of length 0 stays one.
 */
public record UnitRows(RowSource source) implements RowSource {

  public static final double SMALLEST_DIVISOR = 1e-8;

  @Override
  public int rows() {
    return source.rows();
  }

  @Override
  public int width() {
    return source.width();
  }

  @Override
  public void read(int index, double[] target) {
    source.read(index, target);
    int width = width();
    double divisor = Math.max(DotProduct.length(target, width), SMALLEST_DIVISOR);
    for (int i = 0; i < width; i++) {
      target[i] /= divisor;
    }
  }

  /** The rows of length 0, which have no direction. */
  public BitSet withoutDirection() {
    BitSet zero = new BitSet(rows());
    double[] row = new double[width()];
    for (int index = 0; index < rows(); index++) {
      source.read(index, row);
      zero.set(index, DotProduct.length(row, row.length) == 0);
    }
    return zero;
  }
}
