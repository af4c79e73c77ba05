package dev.npexport.engine.kernel;

/**
 * Multiplies rows by the transpose of one fixed column matrix and reduces each product row on the
 * spot: {@code logits[f, v] = Σ_i rows[f, i] · columns[v, i]}. The product [F, V] is never stored
 * whole.
 *
 * <p>The selected top and bottom sets are those of the float64 product with ties to the lower
 * column; values are float64. Results do not depend on how the requested rows are cut into calls as
 * long as each call starts at a multiple of {@link #rowBlock()} of the caller's selection.
 */
public interface Projector extends AutoCloseable {

  /**
   * Rows that are multiplied together; a caller that wants identical bytes for any sharding starts
   * calls at multiples.
   */
  int rowBlock();

  /**
   * Projects {@code rows[indices[from .. to)]} in order.
   *
   * @param sink receives one result a row, in the order of {@code indices}, on the calling thread
   */
  void project(
      RowSource rows,
      int[] indices,
      int from,
      int to,
      ProjectionRequest request,
      ProjectionSink sink);

  @Override
  void close();

  /** Receives the reduced product of one row. */
  @FunctionalInterface
  interface ProjectionSink {
    void accept(int rowIndex, Projection projection);
  }
}
