package dev.npexport.engine.kernel.vnni;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CpuFlagsTest {

  private static final String CPUINFO =
      "processor\t: 0\nflags\t\t: fpu fpu popcnt avx512f avx512_vnni\n\nprocessor\t: 1\nflags\t\t: fpu\n";

  @Test
  void findsTheFlags() {
    assertThat(CpuFlags.of("Linux", "amd64", CPUINFO).problem()).isEmpty();
  }

  @Test
  void namesEveryMissingFlag() {
    assertThat(CpuFlags.of("Linux", "amd64", "flags : fpu popcnt").problem())
        .hasValue("the CPU has no avx512f, avx512_vnni");
    assertThat(CpuFlags.of("Linux", "amd64", "").problem())
        .hasValue("the CPU has no avx512f, avx512_vnni, popcnt");
  }

  @Test
  void refusesOtherSystems() {
    assertThat(CpuFlags.of("Linux", "aarch64", CPUINFO).problem())
        .hasValue("it needs Linux on x86-64, not Linux on aarch64");
    assertThat(CpuFlags.of("Mac OS X", "amd64", CPUINFO).problem()).isPresent();
  }
}
