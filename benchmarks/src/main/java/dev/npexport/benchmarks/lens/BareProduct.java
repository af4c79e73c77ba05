package dev.npexport.benchmarks.lens;

import dev.npexport.benchmarks.Seconds;
import dev.npexport.benchmarks.data.FloatMatrix;
import dev.npexport.benchmarks.data.LensMatrices;
import java.util.concurrent.atomic.AtomicInteger;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The float32 product alone, by the BLAS that the portable kernel calls, into buffers that are
 * reused: what the kernel would cost if top, bottom and histogram were free.
 */
final class BareProduct {

  /** Rows and columns of one product: both factors and the result stay in the cache. */
  private static final int ROWS = 240;

  private static final int COLUMNS = 1024;

  private final INDArray rows;
  private final INDArray columns;
  private final int threads;

  private BareProduct(INDArray rows, INDArray columns, int threads) {
    this.rows = rows;
    this.columns = columns;
    this.threads = threads;
  }

  static BareProduct of(LensMatrices matrices, int threads) {
    return new BareProduct(array(matrices.rows()), array(matrices.columns()), threads);
  }

  /** Seconds of one product of all rows with all columns. */
  double run() {
    try (Team team = new Team(threads)) {
      AtomicInteger next = new AtomicInteger();
      return Seconds.of(() -> team.run(() -> multiply(next)));
    }
  }

  private void multiply(AtomicInteger next) {
    INDArray result = Nd4j.createUninitialized(DataType.FLOAT, new long[] {COLUMNS, ROWS}, 'f');
    int last = (int) rows.rows();
    for (int at = next.getAndAdd(ROWS); at < last; at = next.getAndAdd(ROWS)) {
      INDArray block = slice(rows, at, Math.min(at + ROWS, last)).transpose();
      for (int column = 0; column < columns.rows(); column += COLUMNS) {
        INDArray tile = slice(columns, column, Math.min(column + COLUMNS, columns.rows()));
        tile.mmuli(block, view(result, tile.rows(), block));
      }
    }
    result.close();
  }

  private static INDArray view(INDArray result, long rows, INDArray block) {
    return Nd4j.create(
        result.data(), new long[] {rows, block.columns()}, new long[] {1, rows}, 0, 'f');
  }

  private static INDArray slice(INDArray matrix, long from, long to) {
    long width = matrix.columns();
    return Nd4j.create(
        matrix.data(), new long[] {to - from, width}, new long[] {width, 1}, from * width, 'c');
  }

  private static INDArray array(FloatMatrix matrix) {
    INDArray array = Nd4j.createUninitialized(DataType.FLOAT, matrix.rows(), matrix.width());
    for (int row = 0; row < matrix.rows(); row++) {
      array.putRow(row, Nd4j.createFromArray(matrix.values()[row]));
    }
    return array;
  }
}
