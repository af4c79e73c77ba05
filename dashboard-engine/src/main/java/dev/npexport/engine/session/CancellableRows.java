package dev.npexport.engine.session;

import dev.npexport.engine.kernel.RowSource;
import dev.npexport.engine.problem.Cancellation;
import java.util.function.Supplier;

/**
 * The columns of a projector, read for as long as the present step is not cancelled: preparing a
 * large matrix takes seconds, on whichever threads the backend does it.
 *
 * @param step of the step that reads them
 */
record CancellableRows(RowSource source, Supplier<Cancellation> step) implements RowSource {

  @Override
  public int rows() {
    return source.rows();
  }

  @Override
  public int width() {
    return source.width();
  }

  @Override
  public void read(int index, double[] target) {
    step.get().check();
    source.read(index, target);
  }
}
