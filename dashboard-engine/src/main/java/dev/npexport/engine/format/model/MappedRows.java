package dev.npexport.engine.format.model;

import dev.npexport.engine.format.tensor.Scratch;
import dev.npexport.engine.kernel.RowSource;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * Rows multiplied by a matrix in float64, {@code out[f, o] = Σ_i rows[f, i] · matrix[i, o]}, with i
 * ascending whatever is computed together. Neighbouring rows are computed together, because reading
 * the matrix costs as much as multiplying by it; each is computed once and kept outside the heap.
 */
final class MappedRows implements RowSource {

  private static final int BLOCK = 32;
  private static final int TILE = 64;

  private final RowSource source;
  private final ResidualMatrix matrix;
  private final Scratch scratch;
  private final AtomicIntegerArray done;
  private MemorySegment kept = MemorySegment.NULL;

  /**
   * Computes when a row is first read.
   *
   * @param source whose width must be {@code matrix.inputs()}
   * @param scratch keeps the products
   */
  MappedRows(RowSource source, ResidualMatrix matrix, Scratch scratch) {
    this.source = source;
    this.matrix = matrix;
    this.scratch = scratch;
    this.done = new AtomicIntegerArray((source.rows() + BLOCK - 1) / BLOCK);
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
    MemorySegment room = room();
    int number = index / BLOCK;
    // Two threads may compute the same block; they write the same bytes.
    if (done.getAcquire(number) == 0) {
      compute(number, room);
      done.setRelease(number, 1);
    }
    long at = (long) index * width() * Double.BYTES;
    MemorySegment.copy(room, ValueLayout.JAVA_DOUBLE, at, target, 0, width());
  }

  private synchronized MemorySegment room() {
    if (kept.byteSize() == 0) {
      kept = scratch.room(Math.max(1, (long) rows() * width() * Double.BYTES));
    }
    return kept;
  }

  private void compute(int number, MemorySegment room) {
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
        addAll(products[row], inputs[row], from, tile, tileRows);
      }
    }
    for (int row = 0; row < count; row++) {
      long at = (long) (first + row) * width() * Double.BYTES;
      MemorySegment.copy(products[row], 0, room, ValueLayout.JAVA_DOUBLE, at, width());
    }
  }

  /** Four rows of the matrix in one pass over the sums, which are rounded after each. */
  private static void addAll(
      double[] sums, double[] factors, int from, double[][] tile, int tileRows) {
    int input = 0;
    for (; input <= tileRows - 4; input += 4) {
      double f0 = factors[from + input];
      double f1 = factors[from + input + 1];
      double f2 = factors[from + input + 2];
      double f3 = factors[from + input + 3];
      double[] r0 = tile[input];
      double[] r1 = tile[input + 1];
      double[] r2 = tile[input + 2];
      double[] r3 = tile[input + 3];
      for (int i = 0; i < sums.length; i++) {
        sums[i] = (((sums[i] + f0 * r0[i]) + f1 * r1[i]) + f2 * r2[i]) + f3 * r3[i];
      }
    }
    for (; input < tileRows; input++) {
      double factor = factors[from + input];
      double[] row = tile[input];
      for (int i = 0; i < sums.length; i++) {
        sums[i] += factor * row[i];
      }
    }
  }
}
