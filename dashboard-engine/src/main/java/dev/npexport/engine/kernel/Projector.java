package dev.npexport.engine.kernel;

/**
 * Multiplies rows by the transpose of one fixed column matrix and reduces each product row on the
 * spot: {@code logits[f, v] = Σ_i rows[f, i] · columns[v, i]}. The product [F, V] is never stored
 * whole.
 *
 * <p>The selected top and bottom sets are those of the float64 product with ties to the lower
 * column; values, smallest and largest are float64. Histogram counts are those of logits at least
 * as accurate as float32, deviations right to a hundred thousandth or, where nearly all of the
 * logits cancels, as right as those of float32 logits. A row's result depends on the row, its index
 * and the columns alone: not on the other rows of a call, on how rows are cut into calls, or on
 * threads. Calls from several threads at once are allowed; each works on its own thread and stops
 * with a {@link java.util.concurrent.CancellationException} soon after that thread is interrupted.
 */
public interface Projector extends AutoCloseable {

  /**
   * Name of the backend whose products these are. It is another than the one that opened this where
   * that leaves such columns to another.
   */
  String backend();

  /** Rows that are multiplied together: calls for about this many use the machine best. */
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
