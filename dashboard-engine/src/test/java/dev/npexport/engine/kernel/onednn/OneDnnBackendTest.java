package dev.npexport.engine.kernel.onednn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.npexport.engine.kernel.ProjectionBackend;
import dev.npexport.engine.kernel.ProjectionBackendContract;
import org.junit.jupiter.api.Test;

class OneDnnBackendTest extends ProjectionBackendContract {

  @Override
  protected ProjectionBackend backend() {
    return new OneDnnBackend();
  }

  @Test
  void runsHereFromTheClassPath() {
    assertThat(new OneDnnBackend().unavailable()).isEmpty();
  }

  @Test
  void isChosenByItselfOnlyWhereTheCpuMultipliesBfloat16() {
    assertThat(new OneDnnBackend().declined().isEmpty()).isEqualTo(OneDnnLibrary.load().hasBf16());
  }
}
