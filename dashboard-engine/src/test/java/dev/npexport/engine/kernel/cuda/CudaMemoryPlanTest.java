package dev.npexport.engine.kernel.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class CudaMemoryPlanTest {

  @Test
  void takesTheLargestBlockWhereThereIsRoom() {
    var plan = CudaMemoryPlan.of(49_152, 576, 80L << 30);
    assertThat(plan.rowBlock()).isEqualTo(512);
    assertThat(plan.columnBytes()).isEqualTo(49_152L * 576 * 4);
    assertThat(plan.productBytes()).isEqualTo(512L * 49_152 * 4);
  }

  @Test
  void takesSmallerBlocksWhereThereIsLess() {
    long columns = 256_000L * 2_304 * 4;
    var plan = CudaMemoryPlan.of(256_000, 2_304, (long) (1.4 * columns));
    assertThat(plan.rowBlock()).isLessThan(512);
    assertThat(plan.bytes()).isLessThan((long) (1.4 * columns));
    assertThat(new CudaMemoryPlan(256_000, 2_304, 2 * plan.rowBlock()).bytes())
        .isGreaterThan((long) (0.85 * 1.4 * columns));
  }

  @Test
  void countsInMoreThan32Bits() {
    assertThat(CudaMemoryPlan.of(1_000_000, 8_192, 80L << 30).columnBytes())
        .isEqualTo(32_768_000_000L);
  }

  @Test
  void saysHowMuchIsNeededWhereItDoesNotFit() {
    assertThatThrownBy(() -> CudaMemoryPlan.of(256_000, 2_304, 1L << 30))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("256000 columns of width 2304")
        .hasMessageContaining((1L << 30) + " are free");
  }
}
