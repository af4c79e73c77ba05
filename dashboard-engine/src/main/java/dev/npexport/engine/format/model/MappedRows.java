package dev.npexport.engine.format.model;

import dev.npexport.engine.kernel.RowSource;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Rows multiplied by a matrix in float64, {@code out[f, o] = Σ_i rows[f, i] · matrix[i, o]}, with i
 * ascending. Neighbouring rows are computed together, because reading the matrix costs as much as
 * multiplying by it, and the last few blocks are kept.
 */
final class MappedRows implements RowSource {

  private static final int BLOCK = 16;
  private static final int TILE = 64;
  private static final int KEPT = 8;

  private record Block(int number, double[][] rows) {}

  private final RowSource source;
  private final ResidualMatrix matrix;
  private final AtomicReferenceArray<Block> kept = new AtomicReferenceArray<>(KEPT);

  /** {@code source.width()} must be {@code matrix.inputs()}. */
  MappedRows(RowSource source, ResidualMatrix matrix) {
    this.source = source;
    this.matrix = matrix;
  }

  @Override
  public int rows() {
    return source.rows();
  }

  @Override
  public int width() {
    return matrix.outputs();
  }

  @Override
  public void read(int index, double[] target) {
    int number = index / BLOCK;
    Block block = kept.get(number % KEPT);
    if (block == null || block.number() != number) {
      block = compute(number);
      kept.set(number % KEPT, block);
    }
    System.arraycopy(block.rows()[index % BLOCK], 0, target, 0, width());
  }

  private Block compute(int number) {
    int first = number * BLOCK;
    int count = Math.min(BLOCK, rows() - first);
    double[][] inputs = new double[count][source.width()];
    for (int row = 0; row < count; row++) {
      source.read(first + row, inputs[row]);
    }
    double[][] products = new double[count][width()];
    double[][] tile = new double[TILE][width()];
    for (int from = 0; from < matrix.inputs(); from += TILE) {
      int tileRows = Math.min(TILE, matrix.inputs() - from);
      matrix.read(from, tileRows, tile);
      for (int row = 0; row < count; row++) {
        for (int input = 0; input < tileRows; input++) {
          add(products[row], inputs[row][from + input], tile[input]);
        }
      }
    }
    return new Block(number, products);
  }

  private static void add(double[] sum, double factor, double[] row) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += factor * row[i];
    }
  }
}
