package dev.npexport.engine.kernel.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.npexport.engine.kernel.Matrix;
import dev.npexport.engine.kernel.ProjectionBackend;
import dev.npexport.engine.kernel.ProjectionBackendContract;
import java.util.BitSet;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIf;
import org.junit.jupiter.api.condition.EnabledIf;

class CudaBackendTest {

  static boolean hasGpu() {
    return new CudaBackend().unavailable().isEmpty();
  }

  @Test
  @DisabledIf("hasGpu")
  void saysWhyItCannotRun() {
    var reason = new CudaBackend().unavailable().orElseThrow();
    assertThat(reason).containsAnyOf("can be loaded", "device", "has no", "does not start");
    assertThatThrownBy(() -> new CudaBackend().open(Matrix.random(2, 2, 1), new BitSet()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(reason);
  }

  /** Where there is a GPU, all that every backend promises. */
  @Nested
  @EnabledIf("dev.npexport.engine.kernel.cuda.CudaBackendTest#hasGpu")
  class OnAGpu extends ProjectionBackendContract {
    @Override
    protected ProjectionBackend backend() {
      return new CudaBackend();
    }
  }
}
