package dev.npexport.engine.kernel.tiles;

import dev.npexport.engine.kernel.DotProduct;
import dev.npexport.engine.kernel.Interruption;
import dev.npexport.engine.kernel.Projection;
import dev.npexport.engine.kernel.ProjectionRequest;
import dev.npexport.engine.kernel.Projector;
import dev.npexport.engine.kernel.RowSource;
import dev.npexport.engine.kernel.rerank.ApproximateRow;
import java.util.BitSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;

/** Row block after row block: a product by tiles, then one reduction a row. */
public final class TiledProjector<B extends TileBuffer> implements Projector {

  /** Wider blocks make better products; this many logits (64 MiB) are kept at a time. */
  private static final long PRODUCT_ENTRIES = 16L << 20;

  private static final int WIDEST_BLOCK = 10 * RowSlots.GROUP;

  /** With fewer rows, reading the columns of a large vocabulary costs as much as multiplying. */
  private static final int NARROWEST_BLOCK = 5 * RowSlots.GROUP;

  private static final int FEW_ROWS = RowSlots.GROUP;

  private final TileArithmetic<B> arithmetic;
  private final ColumnTiles<B> columns;
  private final int rowBlock;
  private final ConcurrentLinkedQueue<Workspace<B>> workspaces = new ConcurrentLinkedQueue<>();

  private TiledProjector(TileArithmetic<B> arithmetic, ColumnTiles<B> columns) {
    this.arithmetic = arithmetic;
    this.columns = columns;
    long groups = PRODUCT_ENTRIES / Math.max(1, columns.count()) / RowSlots.GROUP;
    this.rowBlock = (int) Math.clamp(groups * RowSlots.GROUP, NARROWEST_BLOCK, WIDEST_BLOCK);
  }

  /**
   * Rounds the columns and opens a projector on them.
   *
   * @param residentBytes columns of at most this size are kept rounded; larger ones are rounded by
   *     tile whenever they are needed
   */
  public static <B extends TileBuffer> TiledProjector<B> open(
      TileArithmetic<B> arithmetic, RowSource columns, BitSet excluded, long residentBytes) {
    return new TiledProjector<>(
        arithmetic, ColumnTiles.open(arithmetic, columns, excluded, residentBytes));
  }

  @Override
  public String backend() {
    return arithmetic.backend();
  }

  @Override
  public int rowBlock() {
    return rowBlock;
  }

  @Override
  public void project(
      RowSource rows,
      int[] indices,
      int from,
      int to,
      ProjectionRequest request,
      ProjectionSink sink) {
    Workspace<B> pooled = workspaces.poll();
    Workspace<B> workspace =
        pooled == null ? new Workspace<>(arithmetic, columns, rowBlock) : pooled;
    try {
      int start = from;
      while (start < to) {
        RowSlots slots = RowSlots.place(indices, start, to, rowBlock);
        multiply(workspace, rows, indices, start, slots);
        for (int i = 0; i < slots.rows(); i++) {
          sink.accept(indices[start + i], reduce(workspace, i, slots.slot(i), request));
        }
        start += slots.rows();
      }
    } finally {
      workspaces.add(workspace);
    }
  }

  private void multiply(
      Workspace<B> workspace, RowSource rows, int[] indices, int start, RowSlots slots) {
    Interruption.check();
    workspace.load(rows, indices, start, slots);
    if (slots.used() <= FEW_ROWS && columns.areResident()) {
      // For one feature, the columns are read from memory for little arithmetic: all cores help.
      IntStream.range(0, columns.tiles())
          .parallel()
          .forEach(tile -> workspace.multiply(tile, slots.used()));
      return;
    }
    for (int tile = 0; tile < columns.tiles(); tile++) {
      Interruption.check();
      workspace.multiply(tile, slots.used());
    }
  }

  private Projection reduce(Workspace<B> workspace, int row, int slot, ProjectionRequest request) {
    double[] exactRow = workspace.loaded.exact(row);
    int width = columns.width();
    workspace.gather(slot);
    ApproximateRow approximate =
        new ApproximateRow(
            workspace.logits,
            columns.count(),
            workspace.loaded.exponent(row) + columns.exponent(),
            columns.bound(),
            workspace.loaded.length(row),
            columns.lengths(),
            columns.largestLength());
    return workspace.reducer.reduce(
        approximate,
        columns.included(),
        DotProduct.of(exactRow, 0, columns.mean(), 0, width),
        column -> {
          columns.read(column, workspace.column);
          return DotProduct.of(exactRow, 0, workspace.column, 0, width);
        },
        request);
  }

  @Override
  public void close() {
    workspaces.forEach(Workspace::close);
    workspaces.clear();
    columns.close();
  }
}
