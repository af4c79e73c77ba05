package dev.npexport.engine.kernel.reference;

import dev.npexport.engine.kernel.DotProduct;
import dev.npexport.engine.kernel.IncludedColumns;
import dev.npexport.engine.kernel.Interruption;
import dev.npexport.engine.kernel.ProjectionRequest;
import dev.npexport.engine.kernel.Projector;
import dev.npexport.engine.kernel.RowSource;
import java.util.BitSet;

/** A few rows at a time against each column in turn, so that a column is read once for them. */
final class ReferenceProjector implements Projector {

  private static final int ROW_BLOCK = 16;

  private final RowSource columns;
  private final int[] included;

  ReferenceProjector(RowSource columns, BitSet excluded) {
    this.columns = columns;
    this.included = IncludedColumns.of(columns.rows(), excluded);
  }

  @Override
  public String backend() {
    return ReferenceBackend.NAME;
  }

  @Override
  public int rowBlock() {
    return ROW_BLOCK;
  }

  @Override
  public void project(
      RowSource rows,
      int[] indices,
      int from,
      int to,
      ProjectionRequest request,
      ProjectionSink sink) {
    for (int start = from; start < to; start += ROW_BLOCK) {
      int count = Math.min(ROW_BLOCK, to - start);
      double[][] logits = product(rows, indices, start, count);
      for (int i = 0; i < count; i++) {
        sink.accept(indices[start + i], ExactReduction.of(logits[i], included, request));
      }
    }
  }

  private double[][] product(RowSource rows, int[] indices, int start, int count) {
    int width = columns.width();
    double[][] block = new double[count][width];
    for (int i = 0; i < count; i++) {
      rows.read(indices[start + i], block[i]);
    }
    double[][] logits = new double[count][included.length];
    double[] column = new double[width];
    for (int v = 0; v < included.length; v++) {
      Interruption.check();
      columns.read(included[v], column);
      for (int i = 0; i < count; i++) {
        logits[i][v] = DotProduct.of(block[i], 0, column, 0, width);
      }
    }
    return logits;
  }

  @Override
  public void close() {}
}
