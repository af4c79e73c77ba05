package dev.npexport.engine.kernel.vnni;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.npexport.engine.kernel.Matrix;
import java.lang.foreign.MemorySegment;
import java.util.BitSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Systems that refuse what the code needs, and processors that are not asked for it. */
class MachineCodeTest {

  private static final CpuFlags ALL =
      CpuFlags.of("Linux", "amd64", "flags : avx512f avx512_vnni popcnt");

  private static final Function<byte[], MemorySegment> NOT_EXECUTABLE =
      code -> {
        throw new IllegalStateException("no code in this process");
      };

  private static final Function<byte[], MemorySegment> NO_MEMORY =
      code -> {
        throw new OutOfMemoryError("no memory of %d bytes".formatted(code.length));
      };

  @Test
  void saysThatTheSystemLetsNoProcessMakeCode() {
    assertThat(backend(NOT_EXECUTABLE).unavailable()).hasValue("no code in this process");
    assertThat(backend(NO_MEMORY).unavailable()).get().asString().startsWith("no memory of ");
  }

  @Test
  void opensNothingWithoutCode() {
    assertThatThrownBy(() -> backend(NOT_EXECUTABLE).open(Matrix.random(3, 2, 1), new BitSet()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("no code in this process");
  }

  @Test
  void makesNoCodeForAProcessorThatCannotRunIt() {
    AtomicInteger made = new AtomicInteger();
    VnniBackend backend =
        new VnniBackend(
            CpuFlags.of("Linux", "amd64", "flags : avx2"),
            () -> {
              made.incrementAndGet();
              return MachineCode.make(NOT_EXECUTABLE);
            });
    assertThat(backend.unavailable()).hasValue("the CPU has no avx512f, avx512_vnni, popcnt");
    assertThat(made).hasValue(0);
  }

  private static VnniBackend backend(Function<byte[], MemorySegment> executable) {
    return new VnniBackend(ALL, () -> MachineCode.make(executable));
  }
}
