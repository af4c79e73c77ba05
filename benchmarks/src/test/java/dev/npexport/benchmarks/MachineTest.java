package dev.npexport.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MachineTest {

  @Test
  void saysWhichInstructionSetsTheCpuHasAndWhichNot() {
    var machine =
        Machine.of(
            List.of("model name\t: A CPU", "flags\t\t: sse avx2 fma avx512f avx512_bf16"),
            List.of("MemTotal:       25165824 kB"),
            4);
    assertThat(machine.describe())
        .startsWith("4 cores of A CPU, 24 GiB, AVX2 FMA AVX512F AVX512-BF16; not AMX-BF16; Java ");
  }

  @Test
  void isDescribedByLessWhereTheKernelSaysNothing() {
    assertThat(Machine.of(List.of(), List.of(), 1).describe()).startsWith("1 cores of unknown, 0");
  }
}
