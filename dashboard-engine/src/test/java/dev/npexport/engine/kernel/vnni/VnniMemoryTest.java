package dev.npexport.engine.kernel.vnni;

import static org.assertj.core.api.Assertions.assertThat;

import dev.npexport.engine.kernel.Matrix;
import dev.npexport.engine.kernel.ProjectionRequest;
import dev.npexport.engine.kernel.Projector;
import java.util.BitSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** A projector lives as long as a job: what it takes for each row it has to use again. */
@EnabledIf("dev.npexport.engine.kernel.vnni.VnniBackendTest#runsHere")
class VnniMemoryTest {

  private static final int ROWS = 16_000;

  @Test
  void takesNoMoreMemoryForMoreRowsWhereHistogramsDiffer() {
    Matrix rows = Matrix.random(ROWS, 8, 1);
    int[] indices = IntStream.range(0, ROWS).toArray();
    ProjectionRequest request = new ProjectionRequest(1, 1, true, 200, 50);
    try (Projector projector = new VnniBackend().open(Matrix.random(90, 8, 2), new BitSet())) {
      projector.project(rows, indices, 0, 1, request, (row, projection) -> {});
      long before = NativeMemory.mappedBytes();
      projector.project(rows, indices, 0, ROWS, request, (row, projection) -> {});
      // counters of 200 bins for each row would be 200 MB
      assertThat(NativeMemory.mappedBytes() - before).isLessThan(100 << 20);
    }
  }
}
