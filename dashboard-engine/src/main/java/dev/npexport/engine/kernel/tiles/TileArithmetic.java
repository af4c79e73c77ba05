package dev.npexport.engine.kernel.tiles;

/**
 * What multiplies tiles: a library and the precision of the factors that it is given. Products and
 * sums are float32. Used from several threads at once, each call with buffers of its own but for
 * the columns, and works on the calling thread alone.
 */
public interface TileArithmetic<B extends TileBuffer> {

  /** Places that {@link #multiply} may compute beyond those used; a product has room for them. */
  int MOST_PADDING = 2 * RowSlots.GROUP;

  /** Name of the backend that multiplies so. */
  String backend();

  Precision precision();

  /** Zeroed memory. */
  B allocate(long bytes);

  /**
   * {@code product[slot · size + i] = Σ_j rows[slot · width + j] · columns[i · width + j]}. An
   * entry may depend on the place of its row modulo {@link RowSlots#GROUP}, on nothing else but its
   * two factors and {@code size}: not on {@code slots}.
   *
   * @param size columns of the tile
   * @param slots a multiple of {@link RowSlots#GROUP}
   */
  void multiply(B columns, int size, B rows, int slots, int width, B product);
}
