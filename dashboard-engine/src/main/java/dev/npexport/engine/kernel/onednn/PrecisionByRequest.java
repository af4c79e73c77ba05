package dev.npexport.engine.kernel.onednn;

import dev.npexport.engine.kernel.ProjectionRequest;
import dev.npexport.engine.kernel.Projector;
import dev.npexport.engine.kernel.RowSource;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Two projectors on the same columns, each opened when a request first needs it: one whose product
 * is good enough to select by, one whose product is good enough to count and to take deviations of.
 * Which one serves a request depends on nothing but the request.
 */
final class PrecisionByRequest implements Projector {

  private final Supplier<Projector> openSelecting;
  private final Supplier<Projector> openCounting;
  private final boolean same;
  private Optional<Projector> selecting = Optional.empty();
  private Optional<Projector> counting = Optional.empty();

  /**
   * @param same whether both are the same, so that one is enough
   */
  PrecisionByRequest(
      Supplier<Projector> openSelecting, Supplier<Projector> openCounting, boolean same) {
    this.openSelecting = openSelecting;
    this.openCounting = openCounting;
    this.same = same;
  }

  @Override
  public String backend() {
    return OneDnnBackend.NAME;
  }

  @Override
  public int rowBlock() {
    return any().rowBlock();
  }

  @Override
  public void project(
      RowSource rows,
      int[] indices,
      int from,
      int to,
      ProjectionRequest request,
      ProjectionSink sink) {
    boolean counts = request.moments() || request.bins().length > 0;
    (counts ? counting() : selecting()).project(rows, indices, from, to, request, sink);
  }

  private synchronized Projector any() {
    return counting.or(() -> selecting).orElseGet(this::counting);
  }

  private synchronized Projector selecting() {
    if (same) {
      return counting();
    }
    if (selecting.isEmpty()) {
      selecting = Optional.of(openSelecting.get());
    }
    return selecting.orElseThrow();
  }

  private synchronized Projector counting() {
    if (counting.isEmpty()) {
      counting = Optional.of(openCounting.get());
    }
    return counting.orElseThrow();
  }

  @Override
  public synchronized void close() {
    selecting.ifPresent(Projector::close);
    counting.ifPresent(Projector::close);
    selecting = Optional.empty();
    counting = Optional.empty();
  }
}
