package dev.npexport.engine.kernel.vnni;

import dev.npexport.engine.kernel.BinEdges;
import dev.npexport.engine.kernel.Interruption;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;

/**
 * Counts product rows into bins. What the error bound does not place in one bin is listed and
 * counted later by its float32 inner product, for many rows at once: columns are the largest thing
 * in memory, and are read once for all of them.
 */
final class BinCounter {

  private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
  private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT;

  /** Entries of the list; room for a whole row at least. */
  private static final int LISTED = 2 << 20;

  /** Fewer rows do not use up a tile: reading ahead costs them more than it gains. */
  private static final int MANY = 32;

  /** Columns whose squares are added up in float32; a multiple of the lanes. */
  private static final int AT_ONCE = 4096;

  /**
   * A row's counts.
   *
   * @param deviation of its approximate logits
   */
  record Counted(long[] counts, double deviation) {}

  private final Kernels kernels;
  private final PackedColumns columns;
  private final Arena arena;
  private final MemorySegment list;
  private final MemorySegment scores;
  private final MemorySegment spare;
  private final MemorySegment constants;
  private final MemorySegment places;
  private final MemorySegment arguments;
  private final List<UncountedRow> rests = new ArrayList<>();
  private MemorySegment table;
  private long used;

  BinCounter(Kernels kernels, PackedColumns columns, Arena arena) {
    this.kernels = kernels;
    this.columns = columns;
    this.arena = arena;
    this.list = Pages.allocate(arena, Math.max(LISTED * 4L, rowRoom()));
    this.scores = Pages.allocate(arena, Tiles.SIZE * 4L);
    this.spare =
        Pages.allocate(
            arena, columns.kept().areResident() ? 64 : Tiles.SIZE * columns.kept().columnBytes());
    this.constants = arena.allocate(4L * SweepCode.CONSTANT_COUNT, 64);
    this.places = arena.allocate(SweepCode.PLACES_BYTES, 64);
    this.arguments = arena.allocate(8L * Math.max(SweepCode.ARGUMENTS, DotsCode.ARGUMENTS), 64);
    this.table = arena.allocate(64, 64);
  }

  private long rowRoom() {
    return 4L * (columns.count() + 2 * SweepCode.LANES + DotsCode.TOGETHER);
  }

  /** Forgets what is left, as after a failure. */
  void clear() {
    rests.clear();
    used = 0;
  }

  /**
   * Counts a row.
   *
   * @param values where its approximate logits are
   * @param floats where it is in float32
   * @return its counts are complete after {@link #finish()}
   */
  Counted count(LoadedRow row, MemorySegment values, long floats, Extent extent, int bins) {
    long[] counts = new long[bins];
    if (extent.min() == extent.max()) {
      counts[bins - 1] = columns.count();
      return new Counted(counts, 0);
    }
    if (used + rowRoom() > list.byteSize()) {
      finish();
    }
    double lo = Math.scalb(extent.min(), row.exponent());
    double hi = Math.scalb(extent.max(), row.exponent());
    UncountedRow rest = new UncountedRow(floats, BinEdges.linear(lo, hi, bins), counts, used);
    rests.add(rest);
    double squares = sweep(row, values, extent, bins);
    collect(counts);
    return new Counted(counts, deviation(row, squares, extent));
  }

  /**
   * Deviation of a row's float32 logits. Costs a float32 product: for few columns, among which the
   * errors of the 16-bit product do not average out.
   *
   * @param mean of the row's logits
   */
  double deviation(LoadedRow row, long floats, double mean) {
    if (used + rowRoom() > list.byteSize()) {
      finish();
    }
    long start = used;
    for (int entry = 0; entry < columns.count(); entry++) {
      append(entry);
    }
    end();
    double centre = Math.scalb(mean, row.exponent());
    double sum = 0;
    long at = start;
    prepareScores();
    argument(DotsCode.NEXT_ROW, floats);
    for (int tile = 0; tile < columns.tiles().count(); tile++) {
      prepareScores(tile, columns.kept().tile(tile, spare), 1);
      int found = score(floats, at);
      for (int i = 0; i < found; i++) {
        double distance = scores.getAtIndex(FLOAT, i) - centre;
        sum += distance * distance;
      }
      at += 4L * found;
    }
    used = start;
    return Math.scalb(Math.sqrt(sum / columns.count()), -row.exponent());
  }

  /** Deviation of a row's approximate logits. */
  double approximateDeviation(LoadedRow row, MemorySegment values, Extent extent) {
    if (used + rowRoom() > list.byteSize()) {
      finish();
    }
    long start = used;
    double squares = sweep(row, values, extent, 1);
    used = start; // the counts are of no use
    return deviation(row, squares, extent);
  }

  private double deviation(LoadedRow row, double squares, Extent extent) {
    double variance = squares / columns.count() + extent.correction();
    return row.fromUnits(Math.sqrt(Math.max(0, variance)));
  }

  /** Returns the sum of squared distances from the mean, in the units of the product. */
  private double sweep(LoadedRow row, MemorySegment values, Extent extent, int bins) {
    prepare(row, extent, bins);
    float centre = (float) row.toUnits(extent.mean());
    constant(SweepCode.CENTRE, centre);
    argument(SweepCode.CONSTANTS, constants.address());
    argument(SweepCode.COUNTS, table.address());
    argument(SweepCode.PLACES, places.address());
    double squares = 0;
    int whole = columns.count() / SweepCode.LANES * SweepCode.LANES;
    for (int from = 0; from < whole; from += AT_ONCE) {
      squares += sweep(values, from, Math.min(AT_ONCE, whole - from));
    }
    for (int entry = whole; entry < columns.count(); entry++) {
      append(entry);
      double distance = values.getAtIndex(FLOAT, entry) - centre;
      squares += distance * distance;
    }
    end();
    return squares;
  }

  /** The sums of squares are float32: not too many are added up. */
  private double sweep(MemorySegment values, int from, int count) {
    long bytes = (long) from * Float.BYTES;
    constants.setAtIndex(INT, SweepCode.FIRST_COLUMN, from);
    argument(SweepCode.VALUES, values.address() + bytes);
    argument(SweepCode.VECTORS, count / SweepCode.LANES);
    argument(SweepCode.BOUNDS, columns.bounds().address() + bytes);
    argument(SweepCode.LIST, list.address() + used);
    used = kernels.countBins(arguments) - list.address();
    double squares = 0;
    for (int lane = 0; lane < SweepCode.LANES; lane++) {
      squares += constants.getAtIndex(FLOAT, SweepCode.SQUARES + lane);
    }
    return squares;
  }

  private void end() {
    for (int i = 0; i < DotsCode.TOGETHER; i++) {
      append(Integer.MAX_VALUE);
    }
  }

  private void append(int entry) {
    list.set(INT, used, entry);
    used += Integer.BYTES;
  }

  /**
   * A value's distance from the lowest edge in bins is computed in float32 with a few roundings of
   * at most 2⁻²⁴ of the largest number that occurs; the slack is several times as much.
   */
  private void prepare(LoadedRow row, Extent extent, int bins) {
    double lo = row.toUnits(extent.min());
    double hi = row.toUnits(extent.max());
    double perUnit = bins / (hi - lo);
    double slack = 0x1p-21 * (Math.max(Math.abs(lo), Math.abs(hi)) * perUnit + bins + 1);
    boolean usable = perUnit < 0x1p100 && slack < 1; // not where one of them is no number
    constant(SweepCode.LOWEST, (float) lo);
    constant(SweepCode.BINS_PER_UNIT, (float) perUnit);
    constant(SweepCode.PER_LENGTH, (float) (perUnit * row.bound().perLength()));
    constant(SweepCode.PER_RESIDUE, (float) (perUnit * row.bound().perResidue()));
    constant(SweepCode.SLACK, usable ? (float) slack : Float.NaN);
    constant(SweepCode.LAST, Math.nextDown((float) bins));
    constants.setAtIndex(INT, SweepCode.SIGN_MASK, Integer.MAX_VALUE);
    constants.setAtIndex(INT, SweepCode.SIXTEEN, SweepCode.LANES);
    constants.setAtIndex(INT, SweepCode.UPPER_HALF, 0xffff0000);
    for (int lane = 0; lane < SweepCode.LANES; lane++) {
      constants.setAtIndex(INT, SweepCode.LANE_NUMBERS + lane, lane);
      constants.setAtIndex(INT, SweepCode.NOWHERE + lane, bins * SweepCode.LANES + lane);
    }
    long needed = 4L * SweepCode.LANES * (bins + 1);
    if (table.byteSize() < needed) { // never shrinks: what an arena gave stays until it is closed
      table = arena.allocate(needed, 64);
    }
    table.asSlice(0, needed).fill((byte) 0);
  }

  private void collect(long[] counts) {
    for (int place = 0; place < counts.length * SweepCode.LANES; place++) {
      counts[place / SweepCode.LANES] += table.getAtIndex(INT, place);
    }
  }

  private void constant(int number, float value) {
    constants.setAtIndex(FLOAT, number, value);
  }

  private void argument(int number, long value) {
    arguments.setAtIndex(ValueLayout.JAVA_LONG, number, value);
  }

  /** Counts what was listed. */
  void finish() {
    if (rests.isEmpty()) {
      return;
    }
    prepareScores();
    for (int tile = 0; tile < columns.tiles().count(); tile++) {
      Interruption.check();
      finish(tile);
    }
    clear();
  }

  private void finish(int tile) {
    long bytes = Tiles.SIZE * columns.kept().columnBytes();
    long place = columns.kept().tile(tile, spare);
    boolean ahead = columns.kept().areResident() && rests.size() >= MANY;
    long lines = ahead ? Math.ceilDiv(bytes / 64, rests.size()) : 1;
    long next = ahead ? place + bytes : place;
    int limit = (tile + 1) * Tiles.SIZE;
    prepareScores(tile, place, lines);
    for (int number = 0; number < rests.size(); number++) {
      UncountedRow rest = rests.get(number);
      if (ahead || list.get(INT, rest.at()) < limit) {
        argument(DotsCode.NEXT, next);
        next += ahead ? lines * 64 : 0;
        argument(DotsCode.NEXT_ROW, rests.get((number + 1) % rests.size()).row());
        int found = score(rest.row(), rest.at());
        for (int i = 0; i < found; i++) {
          rest.count(scores.getAtIndex(FLOAT, i));
        }
        rest.advance(4L * found);
      }
    }
  }

  private void prepareScores() {
    argument(DotsCode.COLUMN_BYTES, columns.kept().columnBytes());
    argument(DotsCode.STEPS, columns.kept().paddedWidth() / DotsCode.PADDING);
    argument(DotsCode.OUT, scores.address());
  }

  private void prepareScores(int tile, long place, long linesAhead) {
    argument(DotsCode.COLUMNS, place - tile * (Tiles.SIZE * columns.kept().columnBytes()));
    argument(DotsCode.LIMIT, (tile + 1) * Tiles.SIZE);
    argument(DotsCode.NEXT, place);
    argument(DotsCode.NEXT_LINES, linesAhead);
  }

  /** Scores what a list names of a tile; returns how many. */
  private int score(long row, long at) {
    argument(DotsCode.ROW, row);
    argument(DotsCode.LIST, list.address() + at);
    long end = kernels.multiplyListed(columns.kept().format(), arguments) - list.address();
    return (int) ((end - at) / Integer.BYTES);
  }
}
