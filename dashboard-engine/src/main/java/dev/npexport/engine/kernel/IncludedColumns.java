package dev.npexport.engine.kernel;

import java.util.BitSet;
import java.util.stream.IntStream;

/** The columns that take part in a projection. */
public final class IncludedColumns {

  private IncludedColumns() {}

  /** The numbers below {@code count} that are not excluded, ascending. */
  public static int[] of(int count, BitSet excluded) {
    return IntStream.range(0, count).filter(column -> !excluded.get(column)).toArray();
  }
}
