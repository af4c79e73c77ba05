package dev.npexport.engine.kernel.vnni;

import dev.npexport.engine.kernel.Interruption;
import dev.npexport.engine.kernel.RowSource;
import dev.npexport.engine.kernel.rerank.LaneReach;
import dev.npexport.engine.kernel.rerank.RowScores;
import dev.npexport.engine.kernel.tiles.PowerOfTwo;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** A few rows and their product with all columns, in memory of its own. */
final class ProductBlock {

  private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT;

  /** Keeps the rows of a product apart in the cache, whatever the number of columns. */
  private static final int ROW_PADDING = 5 * 64;

  private static final int PANELS_BETWEEN_CHECKS = 64;

  private final Kernels kernels;
  private final PackedColumns columns;
  private final LoadedRow[] loaded;
  private final double[] scaled;
  private final Rounded rounded;
  private final long rowBytes;
  private final MemorySegment packedRows;
  private final MemorySegment product;
  private final MemorySegment emptyLanes;
  private final MemorySegment lanes;
  private final MemorySegment lastLanes;
  private final MemorySegment sums;
  private final MemorySegment ahead;
  private final MemorySegment arguments;
  private final MemorySegment constants;
  private final MemorySegment list;
  private int groups;

  /**
   * @param capacity rows, a multiple of {@link MultiplyCode#ROWS}
   */
  ProductBlock(Kernels kernels, PackedColumns columns, int capacity, Arena arena) {
    this.kernels = kernels;
    this.columns = columns;
    this.loaded = new LoadedRow[capacity];
    this.scaled = new double[columns.width()];
    this.rounded = new Rounded(columns.blocks());
    this.rowBytes = panels(true) * (long) MultiplyCode.COLUMNS * Float.BYTES + ROW_PADDING;
    this.packedRows = Pages.allocate(arena, (long) capacity * packedRowBytes());
    this.product = Pages.allocate(arena, rowBytes * capacity);
    this.lanes = Pages.allocate(arena, (long) capacity * MultiplyCode.LANE_BYTES);
    this.lastLanes = Pages.allocate(arena, (long) capacity * MultiplyCode.LANE_BYTES);
    this.emptyLanes = Pages.allocate(arena, MultiplyCode.LANE_BYTES);
    this.sums = Pages.allocate(arena, 64L * MultiplyCode.ROWS * MultiplyCode.COLUMNS / 16);
    int turns = columns.blocks().count() * columns.blocks().steps();
    this.ahead = arena.allocateFrom(ValueLayout.JAVA_LONG, MultiplyCode.ahead(turns, rowBytes));
    this.arguments = arena.allocate(8L * MultiplyCode.ARGUMENTS, 64);
    this.constants = arena.allocate(4L * CollectCode.CONSTANT_COUNT, 64);
    this.list = Pages.allocate(arena, 4L * (columns.count() + CollectCode.LANES));
    constants.setAtIndex(ValueLayout.JAVA_INT, CollectCode.SIXTEEN, CollectCode.LANES);
    for (int lane = 0; lane < CollectCode.LANES; lane++) {
      constants.setAtIndex(ValueLayout.JAVA_INT, CollectCode.LANE_NUMBERS + lane, lane);
    }
    for (int lane = 0; lane < MultiplyCode.LANES; lane++) {
      emptyLanes.setAtIndex(FLOAT, lane, Float.NEGATIVE_INFINITY);
      emptyLanes.setAtIndex(FLOAT, MultiplyCode.LANES + lane, Float.POSITIVE_INFINITY);
    }
  }

  /**
   * Reads rows {@code indices[from .. from + count)}.
   *
   * @param floats where each row goes in float32, scaled as its exponent says and less by what the
   *     kept columns are scaled by
   */
  void load(RowSource source, int[] indices, int from, int count, MemorySegment floats) {
    groups = Math.ceilDiv(count, MultiplyCode.ROWS);
    packedRows.fill((byte) 0);
    for (int row = 0; row < count; row++) {
      double[] exact = new double[columns.width()];
      source.read(indices[from + row], exact);
      System.arraycopy(exact, 0, scaled, 0, exact.length);
      int exponent = PowerOfTwo.toUnit(PowerOfTwo.largest(scaled, scaled.length));
      PowerOfTwo.scale(scaled, scaled.length, exponent);
      long at = row * columns.rowBytes();
      double factor = Math.scalb(1.0, -columns.kept().format().exponent());
      for (int j = 0; j < scaled.length; j++) {
        floats.set(FLOAT, at + (long) j * Float.BYTES, (float) (factor * scaled[j]));
      }
      rounded.round(scaled, scaled.length, false);
      store(row);
      loaded[row] = LoadedRow.of(exact, exponent + columns.exponent(), rounded, columns.centre());
    }
  }

  private void store(int row) {
    int group = row / MultiplyCode.ROWS;
    long at = group * packedRowBytes() * MultiplyCode.ROWS;
    at += (long) row % MultiplyCode.ROWS * Integer.BYTES;
    for (int j = 0; j < columns.blocks().paddedWidth(); j += 2) {
      int pair = rounded.integer(j + 1) << 16 | rounded.integer(j) & 0xffff;
      packedRows.set(ValueLayout.JAVA_INT, at, pair);
      at += (long) MultiplyCode.ROWS * Integer.BYTES;
    }
  }

  private long packedRowBytes() {
    return (long) columns.blocks().paddedWidth() * Short.BYTES;
  }

  private int panels(boolean spread) {
    return columns.panelCount() + (spread ? columns.spreadPanels() : 0);
  }

  /**
   * Multiplies the loaded rows with all columns.
   *
   * @param spread whether with the columns' spread too, as deviations need it
   */
  void multiply(boolean spread) {
    int rows = groups * MultiplyCode.ROWS;
    for (int row = 0; row < rows; row++) {
      long at = (long) row * MultiplyCode.LANE_BYTES;
      MemorySegment.copy(emptyLanes, 0, lanes, at, MultiplyCode.LANE_BYTES);
    }
    argument(MultiplyCode.ROWS_AT, packedRows.address());
    argument(MultiplyCode.ROW_BYTES, rowBytes);
    argument(MultiplyCode.GROUPS, groups);
    argument(MultiplyCode.BLOCKS, columns.blocks().count());
    argument(MultiplyCode.STEPS, columns.blocks().steps());
    argument(MultiplyCode.SUMS, sums.address());
    argument(MultiplyCode.NEXT_BYTES, nextBytes());
    argument(MultiplyCode.AHEAD, ahead.address());
    int whole = columns.count() / MultiplyCode.COLUMNS;
    for (int panel = 0; panel < panels(spread); panel++) {
      if (panel % PANELS_BETWEEN_CHECKS == 0) {
        Interruption.check();
      }
      multiply(panel, panel < whole);
    }
    for (int row = 0; row < rows; row++) {
      for (int entry = whole * MultiplyCode.COLUMNS; entry < columns.count(); entry++) {
        addToLanes(row, entry);
      }
    }
  }

  /** The last panel may have places without a column, which no lane may see. */
  private void multiply(int panel, boolean whole) {
    long from = (long) panel * MultiplyCode.COLUMNS * Float.BYTES;
    long slot = whole ? MultiplyCode.lane(panel * MultiplyCode.COLUMNS) * 4L : 0;
    MemorySegment seen = whole ? lanes : lastLanes;
    argument(MultiplyCode.PANEL, columns.panels().address() + panel * columns.panelBytes());
    argument(MultiplyCode.NEXT, columns.panels().address() + (panel + 1) * columns.panelBytes());
    argument(MultiplyCode.OUT, product.address() + from);
    argument(MultiplyCode.SCALES, columns.scales().address() + from);
    argument(MultiplyCode.LANE, seen.address() + slot);
    kernels.multiplyPanel(arguments);
  }

  private void argument(int number, long value) {
    arguments.setAtIndex(ValueLayout.JAVA_LONG, number, value);
  }

  /** The next panel is asked for evenly, and so are its first lines where there are few rows. */
  private long nextBytes() {
    long turns = (long) groups * columns.blocks().count() * columns.blocks().steps();
    return Math.max(1, columns.panelBytes() / turns);
  }

  private void addToLanes(int row, int entry) {
    float value = product.get(FLOAT, address(row, entry));
    long at = (long) row * MultiplyCode.LANE_BYTES;
    at += (long) MultiplyCode.lane(entry) * Float.BYTES;
    long smallest = at + MultiplyCode.SMALLEST_AT;
    lanes.set(FLOAT, at, Math.max(value, lanes.get(FLOAT, at)));
    lanes.set(FLOAT, smallest, Math.min(value, lanes.get(FLOAT, smallest)));
  }

  LoadedRow row(int row) {
    return loaded[row];
  }

  /** Where the logits of a row are, float32 in its units. */
  MemorySegment values(int row) {
    return product.asSlice(row * rowBytes, rowBytes);
  }

  private long address(int row, int entry) {
    return row * rowBytes + (long) entry * Float.BYTES;
  }

  /**
   * What the variance of a row's approximate logits lacks to first order: 2·eᵀ·C·r; see {@link
   * Spread}.
   */
  double varianceCorrection(int row) {
    float[] lost = loaded[row].lost();
    if (columns.spreadPanels() == 0 || loaded[row].scale() == 0) {
      return 0;
    }
    double sum = 0;
    int first = columns.panelCount() * MultiplyCode.COLUMNS;
    for (int j = 0; j < columns.width(); j++) {
      sum += (double) lost[j] * product.get(FLOAT, address(row, first + j));
    }
    return 2 * sum / loaded[row].scale();
  }

  RowScores scores(int row) {
    Bound bound = loaded[row].bound();
    return new RowScores() {
      @Override
      public int length() {
        return columns.count();
      }

      @Override
      public double value(int position) {
        return product.get(FLOAT, address(row, position));
      }

      @Override
      public double error(int position) {
        int column = columns.bounds().getAtIndex(ValueLayout.JAVA_INT, position);
        return bound.of(ColumnBound.length(column), ColumnBound.residue(column));
      }

      @Override
      public double largestError() {
        return bound.of(columns.largestLength(), columns.largestResidue());
      }
    };
  }

  /**
   * The entries of a row that can be among the k largest or the k smallest, ascending.
   *
   * @param top k of the largest
   * @param bottom k of the smallest
   */
  int[] candidates(int row, int top, int bottom) {
    long at = (long) row * MultiplyCode.LANE_BYTES;
    double widest = scores(row).largestError();
    float high = Float.POSITIVE_INFINITY;
    float low = Float.NEGATIVE_INFINITY;
    if (top > 0) {
      high = (float) (reach(at, top, 1, widest) - widest);
      high = Math.nextDown(high);
    }
    if (bottom > 0) {
      low = (float) -(reach(at + MultiplyCode.SMALLEST_AT, bottom, -1, widest) - widest);
      low = Math.nextUp(low);
    }
    return collect(row, low, high);
  }

  private double reach(long at, int k, int sign, double widest) {
    int used = Math.min(columns.count(), MultiplyCode.LANES);
    return LaneReach.of(
        lane -> sign * lanes.get(FLOAT, at + (long) lane * Float.BYTES), used, k, widest);
  }

  private int[] collect(int row, float low, float high) {
    int vectors = columns.count() / CollectCode.LANES;
    int found = 0;
    if (vectors > 0) {
      constants.setAtIndex(FLOAT, CollectCode.LOW, low);
      constants.setAtIndex(FLOAT, CollectCode.HIGH, high);
      argument(CollectCode.VALUES, values(row).address());
      argument(CollectCode.VECTORS, vectors);
      argument(CollectCode.CONSTANTS, constants.address());
      argument(CollectCode.LIST, list.address());
      found = (int) ((kernels.collect(arguments) - list.address()) / Integer.BYTES);
    }
    for (int entry = vectors * CollectCode.LANES; entry < columns.count(); entry++) {
      float value = product.get(FLOAT, address(row, entry));
      if (value >= high || value <= low) {
        list.setAtIndex(ValueLayout.JAVA_INT, found++, entry);
      }
    }
    return list.asSlice(0, (long) found * Integer.BYTES).toArray(ValueLayout.JAVA_INT);
  }
}
