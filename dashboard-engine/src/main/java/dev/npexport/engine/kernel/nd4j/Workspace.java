package dev.npexport.engine.kernel.nd4j;

import dev.npexport.engine.kernel.DotProduct;
import dev.npexport.engine.kernel.RowSource;
import dev.npexport.engine.kernel.rerank.RowReducer;

/**
 * The buffers of one projection: rows in float64 and float32, and the whole product of one row
 * block. The product is kept until the block is done because a histogram needs the smallest and the
 * largest logit first; computing it twice would cost more than reading it twice.
 */
final class Workspace implements AutoCloseable {

  final double[][] exactRows;
  final int[] exponents;
  final double[] lengths;
  final double[] column;
  final float[] logits;
  final RowReducer reducer = new RowReducer();

  private final ColumnTiles columns;
  private final NativeFloats rows;
  private final NativeFloats spare;
  private final NativeFloats[] product;
  private final double[] scaled;
  private final float[] rounded;

  Workspace(ColumnTiles columns, int capacity) {
    this.columns = columns;
    int width = columns.width();
    exactRows = new double[capacity][width];
    exponents = new int[capacity];
    lengths = new double[capacity];
    column = new double[width];
    scaled = new double[width];
    rounded = new float[columns.paddedWidth()];
    logits = new float[columns.count()];
    rows = new NativeFloats((long) capacity * columns.paddedWidth());
    spare = new NativeFloats(columns.areResident() ? 1 : (long) ColumnTiles.TILE * rounded.length);
    product = new NativeFloats[columns.tiles()];
    for (int tile = 0; tile < product.length; tile++) {
      product[tile] = new NativeFloats((long) columns.paddedTileSize(tile) * capacity);
    }
  }

  /** Reads the rows of a block and rounds them to float32, scaled, into their places. */
  void load(RowSource source, int[] indices, int from, RowSlots slots) {
    rows.clear(0, (long) slots.used() * rounded.length);
    int width = columns.width();
    for (int i = 0; i < slots.rows(); i++) {
      source.read(indices[from + i], exactRows[i]);
      System.arraycopy(exactRows[i], 0, scaled, 0, width);
      exponents[i] = PowerOfTwo.toUnit(PowerOfTwo.largest(scaled, width));
      PowerOfTwo.scale(scaled, width, exponents[i]);
      lengths[i] = DotProduct.length(scaled, width);
      for (int j = 0; j < width; j++) {
        rounded[j] = (float) scaled[j];
      }
      rows.write(rounded, rounded.length, (long) slots.slot(i) * rounded.length);
    }
  }

  /** Multiplies all columns of a tile with the rows that were loaded. */
  void multiply(int tile, int usedSlots) {
    int size = columns.paddedTileSize(tile);
    int width = columns.paddedWidth();
    columns
        .tile(tile, spare)
        .rows(size, width)
        .mmuli(rows.rows(usedSlots, width).transpose(), product[tile].columns(size, usedSlots));
  }

  /** Collects the logits of one place from all tiles. */
  void gather(int slot) {
    for (int tile = 0; tile < product.length; tile++) {
      long at = (long) slot * columns.paddedTileSize(tile);
      product[tile].read(at, logits, tile * ColumnTiles.TILE, columns.tileSize(tile));
    }
  }

  @Override
  public void close() {
    rows.close();
    spare.close();
    for (NativeFloats tile : product) {
      tile.close();
    }
  }
}
