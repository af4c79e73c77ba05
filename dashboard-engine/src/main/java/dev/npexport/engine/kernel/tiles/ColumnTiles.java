package dev.npexport.engine.kernel.tiles;

import dev.npexport.engine.kernel.DotProduct;
import dev.npexport.engine.kernel.IncludedColumns;
import dev.npexport.engine.kernel.RowSource;
import dev.npexport.engine.kernel.rerank.ErrorBound;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

/**
 * The column matrix in the precision of a product, cut into tiles of {@link #TILE} columns: kept
 * off-heap where it fits the budget, else converted each time a tile is needed, which costs a part
 * of the product it is used for. Columns are scaled by one power of two so that the largest entry
 * is in [1, 2).
 */
public final class ColumnTiles<B extends TileBuffer> implements AutoCloseable {

  public static final int TILE = 1024;

  /** Widths and the last tile are padded with zeros: products keep away from vector shapes. */
  private static final int PADDING = 8;

  private final TileArithmetic<B> arithmetic;
  private final RowSource source;
  private final int[] included;
  private final int exponent;
  private final double[] lengths;
  private final double largestLength;
  private final double[] mean;
  private final ErrorBound bound;
  private final List<B> resident = new ArrayList<>();
  private final boolean areResident;

  private ColumnTiles(
      TileArithmetic<B> arithmetic, RowSource source, int[] included, long residentBytes) {
    this.arithmetic = arithmetic;
    this.source = source;
    this.included = included;
    this.bound = arithmetic.precision().bound(source.width());
    this.lengths = new double[included.length];
    this.mean = new double[source.width()];
    this.exponent = PowerOfTwo.toUnit(measure());
    long bytes = (long) paddedWidth() * included.length * arithmetic.precision().bytes();
    this.areResident = bytes <= residentBytes;
    try {
      for (int tile = 0; areResident && tile < tiles(); tile++) {
        resident.add(arithmetic.allocate(tileBytes(paddedTileSize(tile))));
      }
      prepareAll();
    } catch (RuntimeException | Error e) {
      close(); // whoever opens this gets nothing to close
      throw e;
    }
    this.largestLength = PowerOfTwo.largest(lengths, lengths.length);
  }

  public static <B extends TileBuffer> ColumnTiles<B> open(
      TileArithmetic<B> arithmetic, RowSource source, BitSet excluded, long residentBytes) {
    int[] included = IncludedColumns.of(source.rows(), excluded);
    return new ColumnTiles<>(arithmetic, source, included, residentBytes);
  }

  public int count() {
    return included.length;
  }

  public int tiles() {
    return (included.length + TILE - 1) / TILE;
  }

  int tileSize(int tile) {
    return Math.min(TILE, included.length - tile * TILE);
  }

  public int paddedTileSize(int tile) {
    return padded(tileSize(tile));
  }

  public int width() {
    return source.width();
  }

  public int paddedWidth() {
    return padded(source.width());
  }

  /** Column number of each entry of a product row. */
  public int[] included() {
    return included;
  }

  /** Rounded columns are the source's times 2^exponent. */
  public int exponent() {
    return exponent;
  }

  public ErrorBound bound() {
    return bound;
  }

  /** Column lengths after scaling, by entry. */
  public double[] lengths() {
    return lengths;
  }

  public double largestLength() {
    return largestLength;
  }

  /** Mean of the included columns in float64, so that a row's mean logit is one inner product. */
  public double[] mean() {
    return mean;
  }

  /** Reads one column in float64. */
  public void read(int column, double[] target) {
    source.read(column, target);
  }

  /** The rounded columns of a tile, in {@code spare} when they are not kept. */
  public B tile(int tile, B spare) {
    if (areResident) {
      return resident.get(tile);
    }
    convert(tile, spare);
    return spare;
  }

  /** Whether tiles are kept, so that several can be used at once. */
  boolean areResident() {
    return areResident;
  }

  @Override
  public void close() {
    resident.forEach(TileBuffer::close);
  }

  /** Fills the mean, tiles summed up in a fixed order; returns the largest entry. */
  private double measure() {
    double[][] sums = new double[tiles()][];
    double largest =
        IntStream.range(0, tiles())
            .parallel()
            .mapToDouble(
                tile -> {
                  sums[tile] = new double[source.width()];
                  return measure(tile, sums[tile]);
                })
            .max()
            .orElse(0);
    for (double[] sum : sums) {
      for (int i = 0; i < mean.length; i++) {
        mean[i] += sum[i] / included.length;
      }
    }
    return largest;
  }

  private double measure(int tile, double[] sum) {
    int width = source.width();
    double[] column = new double[width];
    double largest = 0;
    int from = tile * TILE;
    for (int entry = from; entry < from + tileSize(tile); entry++) {
      source.read(included[entry], column);
      largest = Math.max(largest, PowerOfTwo.largest(column, width));
      for (int i = 0; i < width; i++) {
        sum[i] += column[i];
      }
    }
    return largest;
  }

  /**
   * Returns when no thread works on a tile any more, also when reading a column failed or was
   * cancelled: a parallel stream would throw before that, and the tiles' memory is given back then.
   */
  private void prepareAll() {
    AtomicReference<RuntimeException> failure = new AtomicReference<>();
    IntStream.range(0, tiles())
        .parallel()
        .forEach(
            tile -> {
              if (failure.get() != null) {
                return;
              }
              try {
                prepare(tile);
              } catch (RuntimeException e) {
                failure.compareAndSet(null, e);
              }
            });
    if (failure.get() != null) {
      throw failure.get();
    }
  }

  /** Lengths are of scaled columns, whose squares neither overflow nor matter when they vanish. */
  private void prepare(int tile) {
    double[] column = new double[source.width()];
    for (int i = 0; i < tileSize(tile); i++) {
      readScaled(tile, i, column);
      lengths[tile * TILE + i] = DotProduct.length(column, column.length);
      if (areResident) {
        store(column, i, resident.get(tile));
      }
    }
  }

  /** A spare tile may hold columns of a longer one, so that zeros are written behind these. */
  private void convert(int tile, B target) {
    int size = tileSize(tile);
    double[] column = new double[source.width()];
    for (int i = 0; i < size; i++) {
      readScaled(tile, i, column);
      store(column, i, target);
    }
    target.memory().asSlice(tileBytes(size), tileBytes(padded(size) - size)).fill((byte) 0);
  }

  private void readScaled(int tile, int i, double[] column) {
    source.read(included[tile * TILE + i], column);
    PowerOfTwo.scale(column, column.length, exponent);
  }

  private void store(double[] column, int i, B target) {
    arithmetic
        .precision()
        .store(column, column.length, paddedWidth(), target.memory(), tileBytes(i));
  }

  /** Bytes of so many columns. */
  public long tileBytes(int columns) {
    return (long) columns * paddedWidth() * arithmetic.precision().bytes();
  }

  private static int padded(int size) {
    return (size + PADDING - 1) / PADDING * PADDING;
  }
}
