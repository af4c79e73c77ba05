package dev.npexport.engine.kernel.cuda;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.util.List;
import org.junit.jupiter.api.Test;

/** With the C library, which every Linux has. */
class NativeLibraryTest {

  private static final List<String> C = List.of("libnothing.so.7", "libc.so.6");

  @Test
  void takesTheFirstNameThatIsThere() {
    assertThat(NativeLibrary.load(C).function("abs", JAVA_INT).status(-7)).isEqualTo(7);
  }

  @Test
  void aStatusOtherThanZeroIsAFailureThatNamesTheFunction() {
    var abs = NativeLibrary.load(C).function("abs", JAVA_INT);
    abs.with(0);
    assertThatThrownBy(() -> abs.with(-3)).hasMessage("abs failed with status 3");
  }

  @Test
  void saysWhichNamesWereLookedFor() {
    assertThatThrownBy(() -> NativeLibrary.load(List.of("liba.so.99", "libb.so.99")))
        .isInstanceOf(CudaUnavailable.class)
        .hasMessage("none of liba.so.99, libb.so.99 can be loaded");
  }

  @Test
  void saysWhichFunctionIsMissing() {
    assertThatThrownBy(() -> NativeLibrary.load(C).function("cuInit", JAVA_INT))
        .isInstanceOf(CudaUnavailable.class)
        .hasMessage("libc.so.6 has no cuInit");
  }

  @Test
  void aKernelsArgumentsArePointersToTheValues() {
    try (var arena = Arena.ofConfined()) {
      var arguments = new LaunchArguments(arena).add(7).add(1L << 40).add(0.5);
      var pointers = arguments.pointers();
      assertThat(pointers.byteSize()).isEqualTo(24);
      assertThat(at(pointers, 0, 4).get(JAVA_INT, 0)).isEqualTo(7);
      assertThat(at(pointers, 1, 8).get(ValueLayout.JAVA_LONG, 0)).isEqualTo(1L << 40);
      assertThat(at(pointers, 2, 8).get(ValueLayout.JAVA_DOUBLE, 0)).isEqualTo(0.5);
    }
  }

  private static java.lang.foreign.MemorySegment at(
      java.lang.foreign.MemorySegment pointers, int number, long bytes) {
    return pointers.getAtIndex(ValueLayout.ADDRESS, number).reinterpret(bytes);
  }
}
