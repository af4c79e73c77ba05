package dev.npexport.engine.kernel.vnni;

import dev.npexport.engine.kernel.DotProduct;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * The float64 logits of a few columns, those of {@link DotProduct} bit by bit. Where the columns
 * are float32 numbers they are taken from memory: a power of two as a factor changes no rounding as
 * long as no number leaves the normal range.
 */
final class ExactLogits {

  private static final ValueLayout.OfDouble DOUBLE = ValueLayout.JAVA_DOUBLE;

  /** Columns of one call, whole pairs; the row and their partial sums stay in the cache. */
  private static final int MOST = 256;

  private final Kernels kernels;
  private final PackedColumns columns;
  private final double[] column;
  private final boolean fast;
  private final MemorySegment row;
  private final MemorySegment list;
  private final MemorySegment sums;
  private final MemorySegment arguments;

  ExactLogits(Kernels kernels, PackedColumns columns, Arena arena) {
    this.kernels = kernels;
    this.columns = columns;
    this.column = new double[columns.width()];
    this.fast = columns.kept().areExact() && columns.width() % ExactDotsCode.LANES == 0;
    this.row = arena.allocate(8L * columns.width(), 64);
    this.list = arena.allocate(4L * (MOST + ExactDotsCode.TOGETHER), 64);
    this.sums = arena.allocate(8L * ExactDotsCode.LANES * MOST, 64);
    this.arguments = arena.allocate(8L * ExactDotsCode.ARGUMENTS, 64);
  }

  /**
   * The logits of a row.
   *
   * @param entries numbers of columns among those that take part
   */
  double[] of(LoadedRow loaded, int[] entries) {
    double[] logits = new double[entries.length];
    if (!fast || !loaded.isOrdinary()) {
      for (int i = 0; i < entries.length; i++) {
        columns.read(columns.included()[entries[i]], column);
        logits[i] = DotProduct.of(loaded.exact(), 0, column, 0, column.length);
      }
      return logits;
    }
    MemorySegment.copy(loaded.exact(), 0, row, DOUBLE, 0, loaded.exact().length);
    argument(ExactDotsCode.ROW, row.address());
    argument(ExactDotsCode.COLUMNS, columns.kept().address());
    argument(ExactDotsCode.COLUMN_BYTES, columns.kept().columnBytes());
    argument(ExactDotsCode.STEPS, columns.width() / ExactDotsCode.LANES);
    argument(ExactDotsCode.LIST, list.address());
    argument(ExactDotsCode.OUT, sums.address());
    for (int from = 0; from < entries.length; from += MOST) {
      score(entries, from, Math.min(MOST, entries.length - from), logits);
    }
    return logits;
  }

  private void score(int[] entries, int from, int count, double[] logits) {
    MemorySegment.copy(entries, from, list, ValueLayout.JAVA_INT, 0, count);
    int pairs = Math.ceilDiv(count, ExactDotsCode.TOGETHER);
    for (int i = count; i < (pairs + 1) * ExactDotsCode.TOGETHER; i++) {
      list.setAtIndex(ValueLayout.JAVA_INT, i, entries[from]);
    }
    argument(ExactDotsCode.PAIRS, pairs);
    kernels.multiplyExactly(columns.kept().format(), arguments);
    for (int i = 0; i < count; i++) {
      int at = ExactDotsCode.LANES * i;
      double sum =
          (sums.getAtIndex(DOUBLE, at) + sums.getAtIndex(DOUBLE, at + 1))
              + (sums.getAtIndex(DOUBLE, at + 2) + sums.getAtIndex(DOUBLE, at + 3));
      logits[from + i] = Math.scalb(sum, -columns.exponent() - columns.kept().format().exponent());
    }
  }

  private void argument(int number, long value) {
    arguments.setAtIndex(ValueLayout.JAVA_LONG, number, value);
  }
}
