package dev.npexport.engine.kernel.vnni;

import dev.npexport.engine.kernel.DotProduct;
import dev.npexport.engine.kernel.IncludedColumns;
import dev.npexport.engine.kernel.RowSource;
import dev.npexport.engine.kernel.tiles.PowerOfTwo;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.BitSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * The columns in 16 bits, by panels of {@link MultiplyCode#COLUMNS} and pairs of entries, and in
 * float32 where that fits the budget. They are scaled by one power of two so that the largest entry
 * is in [1, 2); what is rounded to 16 bits is the column less a centre, which is the mean column
 * where that makes columns shorter and their rounding finer. The product of a row with the centre
 * has to be added to its logits.
 */
final class PackedColumns implements AutoCloseable {

  /** Columns that are prepared, and scored again, together; a multiple of a panel's. */
  static final int TILE = 4 * MultiplyCode.COLUMNS;

  /** Up to here deviations are taken of float32 logits; see decision 94. */
  static final int FEW = 4096;

  private static final int SAMPLE = 1024;
  private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT;

  private final RowSource source;
  private final int[] included;
  private final int exponent;
  private final double[] mean;
  private final double[] centre;
  private final double[] scaledCentre;
  private final Blocks blocks;
  private final Arena arena = Arena.ofShared();
  private final MemorySegment panels;
  private final MemorySegment scales;
  private final MemorySegment lengths;
  private final MemorySegment residues;
  private final MemorySegment floats;
  private final boolean floatsAreResident;
  private final AtomicBoolean floatsAreExact = new AtomicBoolean(true);
  private final int spreadPanels;
  private final double largestLength;
  private final double largestResidue;

  private PackedColumns(RowSource source, int[] included, long residentBytes) {
    this.source = source;
    this.included = included;
    this.blocks = Blocks.of(source.width());
    this.mean = new double[source.width()];
    this.exponent = PowerOfTwo.toUnit(measure());
    double[] scaledMean = mean.clone();
    PowerOfTwo.scale(scaledMean, scaledMean.length, exponent);
    boolean centred = centreShortens(scaledMean);
    this.centre = centred ? mean : new double[source.width()];
    this.scaledCentre = centred ? scaledMean : new double[source.width()];
    long floatBytes = tiles() * (long) TILE * columnBytes();
    this.floatsAreResident = panelBytes() * panelCount() + floatBytes <= residentBytes;
    this.spreadPanels =
        included.length > FEW ? Math.ceilDiv(source.width(), MultiplyCode.COLUMNS) : 0;
    long padded = ((long) tiles() * TILE + spreadPanels * MultiplyCode.COLUMNS) * Float.BYTES;
    long packedBytes = panelBytes() * (panelCount() + spreadPanels);
    try {
      this.panels = Pages.allocate(arena, packedBytes);
      this.scales = Pages.allocate(arena, padded);
      this.lengths = Pages.allocate(arena, padded);
      this.residues = Pages.allocate(arena, padded);
      this.floats = Pages.allocate(arena, floatsAreResident ? floatBytes : 64);
      forEachTile(this::pack);
      packSpread(scaledMean);
    } catch (RuntimeException | Error e) {
      arena.close(); // whoever opens this gets nothing to close
      throw e;
    }
    this.largestLength = largest(lengths);
    this.largestResidue = largest(residues);
  }

  static PackedColumns open(RowSource source, BitSet excluded, long residentBytes) {
    int[] included = IncludedColumns.of(source.rows(), excluded);
    return new PackedColumns(source, included, residentBytes);
  }

  /** Bytes of so many columns in 16 bits. */
  static long packedBytes(long columns, int width) {
    return columns * Blocks.of(width).paddedWidth() * Short.BYTES;
  }

  int count() {
    return included.length;
  }

  int width() {
    return source.width();
  }

  Blocks blocks() {
    return blocks;
  }

  /** Column number of each entry of a product row. */
  int[] included() {
    return included;
  }

  /** Scaled columns are the source's times 2^exponent. */
  int exponent() {
    return exponent;
  }

  /** Mean of the columns in float64. */
  double[] mean() {
    return mean;
  }

  /** What was taken from every column before it was rounded; not scaled. */
  double[] centre() {
    return centre;
  }

  double[] scaledCentre() {
    return scaledCentre;
  }

  void read(int column, double[] target) {
    source.read(column, target);
  }

  int panelCount() {
    return Math.ceilDiv(included.length, MultiplyCode.COLUMNS);
  }

  /**
   * Panels behind those of the columns, with the rows of their {@link Spread} as columns; none
   * where there are few columns.
   */
  int spreadPanels() {
    return spreadPanels;
  }

  long panelBytes() {
    return packedBytes(MultiplyCode.COLUMNS, source.width());
  }

  MemorySegment panels() {
    return panels;
  }

  /** Factors of the integer sums, float32 by entry. */
  MemorySegment scales() {
    return scales;
  }

  /** Lengths of the columns that were rounded, float32 by entry, rounded up. */
  MemorySegment lengths() {
    return lengths;
  }

  /** Lengths of what rounding took away, float32 by entry, rounded up. */
  MemorySegment residues() {
    return residues;
  }

  double largestLength() {
    return largestLength;
  }

  double largestResidue() {
    return largestResidue;
  }

  int tiles() {
    return Math.ceilDiv(included.length, TILE);
  }

  /** Entries of a float32 column, zeros behind the width. */
  int paddedWidth() {
    return Math.ceilDiv(source.width(), DotsCode.PADDING) * DotsCode.PADDING;
  }

  long columnBytes() {
    return (long) paddedWidth() * Float.BYTES;
  }

  boolean floatsAreResident() {
    return floatsAreResident;
  }

  /** Whether the float32 columns are kept, and are the source's times 2^exponent exactly. */
  boolean floatsAreExact() {
    return floatsAreResident && floatsAreExact.get();
  }

  /** The float32 columns where they are kept. */
  MemorySegment floats() {
    return floats;
  }

  /**
   * Where the float32 columns of a tile are.
   *
   * @param spare room for a tile where they are not kept
   */
  long floatTile(int tile, MemorySegment spare) {
    if (floatsAreResident) {
      return floats.address() + tile * TILE * columnBytes();
    }
    double[] column = new double[source.width()];
    for (int i = 0; i < tileSize(tile); i++) {
      readScaled(tile * TILE + i, column);
      storeFloats(column, spare, i);
    }
    return spare.address();
  }

  @Override
  public void close() {
    arena.close();
  }

  private int tileSize(int tile) {
    return Math.min(TILE, included.length - tile * TILE);
  }

  private void readScaled(int entry, double[] target) {
    source.read(included[entry], target);
    PowerOfTwo.scale(target, target.length, exponent);
  }

  /** Fills the mean, tiles summed up in a fixed order; returns the largest entry. */
  private double measure() {
    double[][] sums = new double[tiles()][];
    double[] largest = new double[tiles()];
    forEachTile(
        tile -> {
          double[] sum = new double[source.width()];
          double[] column = new double[source.width()];
          for (int i = 0; i < tileSize(tile); i++) {
            source.read(included[tile * TILE + i], column);
            largest[tile] = Math.max(largest[tile], PowerOfTwo.largest(column, column.length));
            for (int j = 0; j < sum.length; j++) {
              sum[j] += column[j];
            }
          }
          sums[tile] = sum;
        });
    for (double[] sum : sums) {
      for (int j = 0; j < mean.length; j++) {
        mean[j] += sum[j] / included.length;
      }
    }
    return PowerOfTwo.largest(largest, largest.length);
  }

  /** Whether columns spread over the matrix are shorter without the mean, taken together. */
  private boolean centreShortens(double[] scaledMean) {
    double asTheyAre = 0;
    double centred = 0;
    double[] column = new double[source.width()];
    int step = Math.max(1, included.length / SAMPLE);
    for (int entry = 0; entry < included.length; entry += step) {
      readScaled(entry, column);
      asTheyAre += DotProduct.length(column, column.length);
      subtract(column, scaledMean);
      centred += DotProduct.length(column, column.length);
    }
    return centred < asTheyAre; // not where the mean is no number
  }

  private static void subtract(double[] column, double[] scaledCentre) {
    for (int i = 0; i < column.length; i++) {
      column[i] -= scaledCentre[i];
    }
  }

  private void pack(int tile) {
    Rounded rounded = new Rounded(blocks);
    double[] column = new double[source.width()];
    double centreLength = DotProduct.length(scaledCentre, scaledCentre.length);
    for (int i = 0; i < tileSize(tile); i++) {
      int entry = tile * TILE + i;
      readScaled(entry, column);
      if (floatsAreResident) {
        storeFloats(column, floats, entry);
        if (!areFloats(column)) {
          floatsAreExact.set(false);
        }
      }
      subtract(column, scaledCentre);
      rounded.round(column, column.length, true);
      store(rounded, entry);
      scales.setAtIndex(FLOAT, entry, (float) rounded.scale());
      lengths.setAtIndex(FLOAT, entry, up(rounded.length()));
      residues.setAtIndex(
          FLOAT, entry, up(Bound.columnResidue(rounded, blocks.count(), width(), centreLength)));
    }
  }

  private void packSpread(double[] scaledMean) {
    if (spreadPanels == 0) {
      return;
    }
    float[][] spread =
        Spread.of(
            included.length,
            source.width(),
            (entry, column) -> {
              readScaled(entry, column);
              subtract(column, scaledMean);
            });
    Rounded rounded = new Rounded(blocks);
    double[] row = new double[source.width()];
    for (int i = 0; i < row.length; i++) {
      for (int j = 0; j < row.length; j++) {
        row[j] = spread[i][j];
      }
      rounded.round(row, row.length, true);
      int place = panelCount() * MultiplyCode.COLUMNS + i;
      store(rounded, place);
      scales.setAtIndex(FLOAT, place, (float) rounded.scale());
    }
  }

  private void store(Rounded rounded, int entry) {
    long at = entry / MultiplyCode.COLUMNS * panelBytes();
    at += (long) entry % MultiplyCode.COLUMNS * Integer.BYTES;
    for (int j = 0; j < blocks.paddedWidth(); j += 2) {
      int pair = rounded.integer(j + 1) << 16 | rounded.integer(j) & 0xffff;
      panels.set(ValueLayout.JAVA_INT, at, pair);
      at += MultiplyCode.COLUMNS * Integer.BYTES;
    }
  }

  private void storeFloats(double[] column, MemorySegment target, int place) {
    long at = place * columnBytes();
    for (int j = 0; j < column.length; j++) {
      target.set(FLOAT, at + (long) j * Float.BYTES, (float) column[j]);
    }
  }

  private static boolean areFloats(double[] column) {
    for (double value : column) {
      if (value != (float) value || value != 0 && Math.abs(value) < Float.MIN_NORMAL) {
        return false;
      }
    }
    return true;
  }

  private static float up(double value) {
    return Math.nextUp((float) value);
  }

  private double largest(MemorySegment floats) {
    double largest = 0;
    for (int entry = 0; entry < included.length; entry++) {
      largest = Math.max(largest, floats.getAtIndex(FLOAT, entry));
    }
    return largest;
  }

  /**
   * Returns when no thread works on a tile any more, also when reading a column failed or was
   * cancelled: a parallel stream would throw before that, and the memory is given back then.
   */
  private void forEachTile(IntConsumer work) {
    AtomicReference<RuntimeException> failure = new AtomicReference<>();
    IntStream.range(0, tiles())
        .parallel()
        .forEach(
            tile -> {
              if (failure.get() == null) {
                try {
                  work.accept(tile);
                } catch (RuntimeException e) {
                  failure.compareAndSet(null, e);
                }
              }
            });
    if (failure.get() != null) {
      throw failure.get();
    }
  }
}
