package dev.npexport.engine.format.sae;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.npexport.engine.format.safetensors.DType;
import dev.npexport.engine.format.safetensors.FiniteScan;
import dev.npexport.engine.format.safetensors.SegmentTensor;
import dev.npexport.engine.problem.Cancellation;
import dev.npexport.engine.problem.InputException;
import dev.npexport.engine.problem.Problem;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SaeChecksTest {

  @TempDir Path temp;

  @Test
  void namesTensorPlaceAndFeatureOfTheFirstBadValueOfEach() throws IOException {
    SaeFolder folder = SaeFolder.of(temp.resolve("sae"), "standard");
    folder.values.put("W_dec", filled(12, 7, Float.NaN));
    folder.values.put("W_enc", filled(12, 6, Float.NEGATIVE_INFINITY));
    folder.values.put("b_dec", filled(3, 1, Float.POSITIVE_INFINITY));
    try (Sae sae = SaeFormats.open(folder.write())) {
      InputException thrown =
          catchThrowableOfType(InputException.class, () -> SaeChecks.requireFinite(sae));
      assertThat(thrown.problems())
          .extracting(Problem::where, Problem::message)
          .containsExactly(
              tuple("tensor W_dec", "is NaN at [2, 1] (feature 2); weights must be finite"),
              tuple("tensor b_dec", "is Infinity at [1]; weights must be finite"),
              tuple("tensor W_enc", "is -Infinity at [1, 2] (feature 2); weights must be finite"));
    }
  }

  @Test
  void takesTheSamples() {
    for (String name : new String[] {"sae", "sae-topk", "sae-standard"}) {
      try (Sae sae = SaeFormats.open(Path.of("../samples/small", name))) {
        assertThatCode(() -> SaeChecks.requireFinite(sae)).doesNotThrowAnyException();
      }
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = DType.class,
      names = {"F64", "F32", "F16", "BF16"})
  void findsExactlyTheValuesWithAllExponentBitsSet(DType dtype) {
    int elements = 20_000;
    byte[] bytes = new byte[elements * dtype.bytes()];
    // The largest finite number everywhere: one bit short of infinity.
    Arrays.fill(bytes, (byte) 0xff);
    for (int i = 0; i < elements; i++) {
      int top = (i + 1) * dtype.bytes() - 1;
      bytes[top] = dtype == DType.F16 ? (byte) 0x7b : (byte) 0x7f;
      bytes[top - 1] =
          dtype == DType.F64 ? (byte) 0xef : dtype == DType.F16 ? bytes[top - 1] : 0x7f;
    }
    var tensor = SegmentTensor.of("t", dtype, new long[] {elements}, MemorySegment.ofArray(bytes));
    assertThat(tensor.getDouble(elements - 1)).isFinite();
    assertThat(FiniteScan.firstNonFinite(tensor, Cancellation.NEVER)).isEmpty();
    for (int bad : new int[] {0, 1, 8191, 8192, 19_999}) {
      byte[] damaged = bytes.clone();
      damaged[(bad + 1) * dtype.bytes() - 1] = (byte) 0xff;
      damaged[(bad + 1) * dtype.bytes() - 2] = (byte) 0xff;
      var other =
          SegmentTensor.of("t", dtype, new long[] {elements}, MemorySegment.ofArray(damaged));
      assertThat(FiniteScan.firstNonFinite(other, Cancellation.NEVER)).hasValue(bad);
    }
  }

  private static float[] filled(int size, int at, float value) {
    float[] values = new float[size];
    values[at] = value;
    return values;
  }
}
