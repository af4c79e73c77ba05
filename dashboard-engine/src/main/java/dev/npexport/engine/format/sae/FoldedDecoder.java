package dev.npexport.engine.format.sae;

import dev.npexport.engine.kernel.RowSource;
import dev.npexport.engine.problem.Cancellation;
import java.util.stream.IntStream;

/**
 * The decoder rows that everything is computed from: scaled to unit length where the SAE's
 * architecture allows it ({@code fold_W_dec_norm}), else as they are. Lengths are float64 and taken
 * once.
 */
public final class FoldedDecoder implements RowSource {

  /** Smallest divisor, so that a zero row stays zero. */
  private static final double SMALLEST_DIVISOR = 1e-8;

  private static final int BLOCK = 256;

  private final RowSource rows;
  private final boolean folds;
  private final double[] norms;

  private FoldedDecoder(RowSource rows, boolean folds) {
    this.rows = rows;
    this.folds = folds;
    this.norms = lengths(rows);
  }

  public static FoldedDecoder of(Sae sae) {
    return new FoldedDecoder(sae.decoder(), sae.config().foldsDecoderNorm());
  }

  /** Length of a row as stored. */
  public double norm(int index) {
    return norms[index];
  }

  /** Whether rows are scaled. */
  public boolean folds() {
    return folds;
  }

  @Override
  public int rows() {
    return rows.rows();
  }

  @Override
  public int width() {
    return rows.width();
  }

  @Override
  public void read(int index, double[] target) {
    rows.read(index, target);
    if (folds) {
      double divisor = Math.max(norms[index], SMALLEST_DIVISOR);
      for (int i = 0; i < rows.width(); i++) {
        target[i] /= divisor;
      }
    }
  }

  private static double[] lengths(RowSource rows) {
    double[] norms = new double[rows.rows()];
    Cancellation cancellation = Cancellation.current();
    IntStream.range(0, (norms.length + BLOCK - 1) / BLOCK)
        .parallel()
        .forEach(
            block -> {
              cancellation.check();
              double[] row = new double[rows.width()];
              int end = Math.min(norms.length, (block + 1) * BLOCK);
              for (int index = block * BLOCK; index < end; index++) {
                rows.read(index, row);
                norms[index] = length(row);
              }
            });
    return norms;
  }

  private static double length(double[] row) {
    double sum = 0;
    for (double value : row) {
      sum += value * value;
    }
    return Math.sqrt(sum);
  }
}
