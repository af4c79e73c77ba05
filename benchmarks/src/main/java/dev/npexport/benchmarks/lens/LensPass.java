package dev.npexport.benchmarks.lens;

import dev.npexport.benchmarks.Seconds;
import dev.npexport.benchmarks.data.LensMatrices;
import dev.npexport.engine.kernel.ProjectionBackend;
import dev.npexport.engine.kernel.ProjectionRequest;
import dev.npexport.engine.kernel.Projector;
import java.util.BitSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** The whole kernel over all rows, in blocks that a few threads take in turn. */
final class LensPass implements AutoCloseable {

  /** All that the logit lens asks for. */
  static final ProjectionRequest WHOLE = new ProjectionRequest(20, 20, true, 50);

  /** One entry of each row: little but the product, in the precision of the backend. */
  static final ProjectionRequest PRODUCT = new ProjectionRequest(1, 0, false);

  private final Projector projector;
  private final LensMatrices matrices;
  private final Team team;
  private final double openingSeconds;

  private LensPass(Projector projector, double openingSeconds, LensMatrices matrices, Team team) {
    this.projector = projector;
    this.openingSeconds = openingSeconds;
    this.matrices = matrices;
    this.team = team;
  }

  static LensPass open(ProjectionBackend backend, LensMatrices matrices, int threads) {
    long start = System.nanoTime();
    Projector projector = backend.open(matrices.columns(), new BitSet());
    double seconds = (System.nanoTime() - start) * 1e-9;
    return new LensPass(projector, seconds, matrices, new Team(threads));
  }

  /** Seconds to prepare the columns, once for all rows. */
  double openingSeconds() {
    return openingSeconds;
  }

  /** Name of what multiplies. */
  String backend() {
    return projector.backend();
  }

  /** Seconds of one pass. */
  double run(ProjectionRequest request) {
    int rows = matrices.rows().rows();
    int[] indices = IntStream.range(0, rows).toArray();
    int block = projector.rowBlock();
    AtomicInteger next = new AtomicInteger();
    return Seconds.of(
        () ->
            team.run(
                () -> {
                  for (int at = next.getAndAdd(block); at < rows; at = next.getAndAdd(block)) {
                    projector.project(
                        matrices.rows(),
                        indices,
                        at,
                        Math.min(at + block, rows),
                        request,
                        (row, projection) -> {});
                  }
                }));
  }

  @Override
  public void close() {
    team.close();
    projector.close();
  }
}
