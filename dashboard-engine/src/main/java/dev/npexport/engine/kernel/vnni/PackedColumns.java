package dev.npexport.engine.kernel.vnni;

import dev.npexport.engine.kernel.DotProduct;
import dev.npexport.engine.kernel.IncludedColumns;
import dev.npexport.engine.kernel.RowSource;
import dev.npexport.engine.kernel.tiles.PowerOfTwo;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.BitSet;

/**
 * The columns in 16 bits, by panels of {@link MultiplyCode#COLUMNS} and pairs of entries. They are
 * scaled by one power of two so that the largest entry is in [1, 2); what is rounded to 16 bits is
 * the column less a centre, which is the mean column where that makes columns shorter and their
 * rounding finer. The product of a row with the centre has to be added to its logits.
 */
final class PackedColumns implements AutoCloseable {

  /** Up to here deviations are taken of float32 logits; see decision 94. */
  static final int FEW = 4096;

  private static final int SAMPLE = 1024;
  private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT;
  private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;

  private final RowSource source;
  private final int[] included;
  private final int exponent;
  private final double[] mean;
  private final double[] centre;
  private final double[] scaledCentre;
  private final Blocks blocks;
  private final Tiles tiles;
  private final Arena arena = Arena.ofShared();
  private final MemorySegment panels;
  private final MemorySegment scales;
  private final MemorySegment bounds;
  private final KeptColumns kept;
  private final int spreadPanels;
  private final double largestLength;
  private final double largestResidue;
  private final ColumnNoise noise;
  private final double[] spreadDiagonal;

  private PackedColumns(RowSource source, int[] included, long residentBytes) {
    this.source = source;
    this.included = included;
    this.tiles = new Tiles(included.length);
    this.blocks = Blocks.of(source.width());
    MeanColumn measured = MeanColumn.of(source, included, tiles);
    this.mean = measured.mean();
    this.exponent = PowerOfTwo.toUnit(measured.largest());
    double[] scaledMean = mean.clone();
    PowerOfTwo.scale(scaledMean, scaledMean.length, exponent);
    boolean centred = centreShortens(scaledMean);
    this.centre = centred ? mean : new double[source.width()];
    this.scaledCentre = centred ? scaledMean : new double[source.width()];
    this.spreadDiagonal = new double[source.width()];
    this.spreadPanels =
        included.length > FEW ? Math.ceilDiv(source.width(), MultiplyCode.COLUMNS) : 0;
    long padded =
        ((long) panelCount() * MultiplyCode.COLUMNS + spreadPanels * MultiplyCode.COLUMNS)
            * Float.BYTES;
    long packedBytes = panelBytes() * (panelCount() + spreadPanels);
    try {
      this.panels = Pages.allocate(arena, packedBytes);
      this.scales = Pages.allocate(arena, padded);
      this.bounds = Pages.allocate(arena, padded);
      long rest = residentBytes - packedBytes;
      this.kept = new KeptColumns(this::readScaled, tiles, source.width(), rest);
    } catch (RuntimeException | Error e) {
      arena.close(); // whoever opens this gets nothing to close
      throw e;
    }
    try {
      tiles.forEach(this::pack);
      kept.complete();
      packSpread(scaledMean);
    } catch (RuntimeException | Error e) {
      close();
      throw e;
    }
    double longest = 0;
    double widest = 0;
    for (int entry = 0; entry < included.length; entry++) {
      int bound = bounds.getAtIndex(INT, entry);
      longest = Math.max(longest, ColumnBound.length(bound));
      widest = Math.max(widest, ColumnBound.residue(bound));
    }
    this.largestLength = longest;
    this.largestResidue = widest;
    this.noise = ColumnNoise.of(scales, bounds, included.length, scaledCentre);
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

  /** {@link ColumnBound}s by entry. */
  MemorySegment bounds() {
    return bounds;
  }

  double largestLength() {
    return largestLength;
  }

  double largestResidue() {
    return largestResidue;
  }

  ColumnNoise noise() {
    return noise;
  }

  /**
   * About the variance of a vector's products with the scaled columns, if its entries are noise.
   */
  double spreadOf(float[] vector) {
    double sum = 0;
    for (int j = 0; j < spreadDiagonal.length; j++) {
      sum += spreadDiagonal[j] * vector[j] * vector[j];
    }
    return sum;
  }

  /** Bytes of a row in float32, padded as a kept column is. */
  long rowBytes() {
    return (long) kept.paddedWidth() * Float.BYTES;
  }

  Tiles tiles() {
    return tiles;
  }

  /** The columns to score again by. */
  KeptColumns kept() {
    return kept;
  }

  @Override
  public void close() {
    kept.close();
    arena.close();
  }

  private void readScaled(int entry, double[] target) {
    source.read(included[entry], target);
    PowerOfTwo.scale(target, target.length, exponent);
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
    for (int i = 0; i < tiles.size(tile); i++) {
      int entry = tile * Tiles.SIZE + i;
      readScaled(entry, column);
      kept.put(entry, column);
      subtract(column, scaledCentre);
      rounded.round(column, column.length, true);
      store(rounded, entry);
      scales.setAtIndex(FLOAT, entry, (float) rounded.scale());
      double residue = Bound.columnResidue(rounded, blocks.count(), width(), centreLength);
      bounds.setAtIndex(INT, entry, ColumnBound.of(rounded.length(), residue));
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
            entry -> ColumnBound.length(bounds.getAtIndex(INT, entry)),
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
      spreadDiagonal[i] = row[i];
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
      panels.set(INT, at, pair);
      at += MultiplyCode.COLUMNS * Integer.BYTES;
    }
  }
}
