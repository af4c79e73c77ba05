package dev.npexport.engine.format.dense;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.npexport.engine.format.activation.ActivationCaches;
import dev.npexport.engine.problem.Cancellation;
import dev.npexport.engine.problem.InputException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DenseFilesTest {

  private static final Path SAMPLE = Path.of("../samples/small/activations");

  @TempDir Path work;

  @Test
  void readsTheSampleAndSumsIt() {
    try (var dense = DenseFiles.open(SAMPLE.resolve("dense.safetensors"));
        var cache =
            ActivationCaches.open(SAMPLE.resolve("columnar.safetensors"), OptionalInt.of(1024))) {
      dense.requireFits(cache.prompts(), 128);
      var sums = dense.sums(cache.prompts(), Cancellation.NEVER);
      double[] row = new double[128];
      double sum = 0;
      double squares = 0;
      for (int prompt = 0; prompt < 384; prompt++) {
        for (int position = 0; position < 128; position++) {
          dense.read(prompt, position, row);
          sum += row[5];
          squares += row[5] * row[5];
        }
      }
      assertThat(sums.sum(5)).isEqualTo(sum);
      assertThat(sums.sumOfSquares(5)).isEqualTo(squares);
      assertThat(sums.width()).isEqualTo(128);
      assertThatThrownBy(() -> dense.requireFits(cache.prompts(), 64))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("expected [384, 128, 64]")
          .hasMessageContaining("found [384, 128, 128]");
    }
  }

  @Test
  void readsAnArrayAsNumpySavesIt() throws IOException {
    var file = npy("(1, 2, 3)", false, 0, 1, 2, 3, 4, 5);
    try (var dense = DenseFiles.open(file)) {
      double[] row = new double[3];
      dense.read(0, 1, row);
      assertThat(row).containsExactly(3, 4, 5);
      assertThat(dense.width()).isEqualTo(3);
    }
  }

  @Test
  void refusesWhatIsNotPromptByPositionByWidth() throws IOException {
    assertThatThrownBy(() -> DenseFiles.open(npy("(2, 3)", false, 0, 1, 2, 3, 4, 5)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("expected floating-point numbers [prompt, position, d_in]");
    assertThatThrownBy(() -> DenseFiles.open(npy("(1, 2, 3)", true, 0, 1, 2, 3, 4, 5)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("row-major");
    assertThatThrownBy(() -> DenseFiles.open(SAMPLE.resolve("columnar.safetensors")))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("tensor activation: is not in the file");
    assertThatThrownBy(() -> DenseFiles.open(work.resolve("none.npy")))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("there is no such file");
  }

  private Path npy(String shape, boolean fortran, float... values) throws IOException {
    var header =
        "{'descr': '<f4', 'fortran_order': %s, 'shape': %s, }"
            .formatted(fortran ? "True" : "False", shape);
    header += " ".repeat(63 - (10 + header.length()) % 64) + "\n";
    var out = new ByteArrayOutputStream();
    out.write(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0});
    out.write(header.length() & 0xFF);
    out.write(header.length() >> 8);
    out.write(header.getBytes(StandardCharsets.US_ASCII));
    var bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (float value : values) {
      bytes.putFloat(value);
    }
    out.write(bytes.array());
    return Files.write(work.resolve("dense.npy"), out.toByteArray());
  }
}
