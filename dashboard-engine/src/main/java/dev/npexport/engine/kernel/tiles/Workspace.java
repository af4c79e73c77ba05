package dev.npexport.engine.kernel.tiles;

import dev.npexport.engine.kernel.RowSource;
import dev.npexport.engine.kernel.rerank.RowReducer;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;

/**
 * The buffers of one projection: rows in float64 and in the product's precision, and the whole
 * product of one row block. The product is kept until the block is done because a histogram needs
 * the smallest and the largest logit first; computing it twice would cost more than reading it
 * twice.
 */
final class Workspace<B extends TileBuffer> implements AutoCloseable {

  final LoadedRows loaded;
  final double[] column;
  final float[] logits;
  final RowReducer reducer = new RowReducer();

  private final TileArithmetic<B> arithmetic;
  private final ColumnTiles<B> columns;
  private final B rows;
  private final B spare;
  private final List<B> product = new ArrayList<>();

  /**
   * @param capacity places in a product, a multiple of {@link RowSlots#GROUP}
   */
  Workspace(TileArithmetic<B> arithmetic, ColumnTiles<B> columns, int capacity) {
    this.arithmetic = arithmetic;
    this.columns = columns;
    int width = columns.width();
    int places = Math.ceilDiv(capacity, TileArithmetic.MOST_PADDING) * TileArithmetic.MOST_PADDING;
    loaded = new LoadedRows(arithmetic.precision(), width, columns.paddedWidth(), capacity);
    column = new double[width];
    logits = new float[columns.count()];
    rows = arithmetic.allocate(columns.tileBytes(places));
    spare = arithmetic.allocate(columns.areResident() ? 64 : columns.tileBytes(ColumnTiles.TILE));
    for (int tile = 0; tile < columns.tiles(); tile++) {
      long entries = (long) columns.paddedTileSize(tile) * places;
      product.add(arithmetic.allocate(entries * Float.BYTES));
    }
  }

  /** Reads the rows of a block and rounds them, scaled, into their places. */
  void load(RowSource source, int[] indices, int from, RowSlots slots) {
    MemorySegment memory = rows.memory();
    memory.asSlice(0, columns.tileBytes(slots.used())).fill((byte) 0);
    for (int i = 0; i < slots.rows(); i++) {
      loaded.load(source, indices[from + i], i, memory, columns.tileBytes(slots.slot(i)));
    }
  }

  /** Multiplies all columns of a tile with the rows that were loaded. */
  void multiply(int tile, int usedSlots) {
    arithmetic.multiply(
        columns.tile(tile, spare),
        columns.paddedTileSize(tile),
        rows,
        usedSlots,
        columns.paddedWidth(),
        product.get(tile));
  }

  /** Collects the logits of one place from all tiles. */
  void gather(int slot) {
    for (int tile = 0; tile < product.size(); tile++) {
      long at = (long) slot * columns.paddedTileSize(tile) * Float.BYTES;
      MemorySegment.copy(
          product.get(tile).memory(),
          ValueLayout.JAVA_FLOAT,
          at,
          logits,
          tile * ColumnTiles.TILE,
          columns.tileSize(tile));
    }
  }

  @Override
  public void close() {
    rows.close();
    spare.close();
    product.forEach(TileBuffer::close);
  }
}
