package dev.npexport.worker.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.npexport.engine.problem.InputException;
import dev.npexport.engine.problem.Problem;
import dev.npexport.engine.problem.ProblemCode;
import dev.npexport.model.path.DataRoot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class FailuresTest {

  private final DataRoot root = new DataRoot(Path.of("/data"), List.of());
  private final ObjectMapper json = new ObjectMapper();
  private final Failures failures = new Failures(root, json);

  @Test
  void tellsEveryProblemAndHidesWhereTheDataRootLies() throws Exception {
    var failure =
        failures.of(
            new InputException(
                List.of(
                    Problem.of(
                        ProblemCode.WRONG_SHAPE,
                        Path.of("/data/sae/w.safetensors"),
                        "tensor W_dec",
                        "expected [4, 8], found [8, 4] in /data/sae/w.safetensors"),
                    Problem.option("seed", "expected a number"))));
    assertThat(failure.mendable()).isFalse();
    assertThat(failure.error().code()).isEqualTo("wrong_shape");
    assertThat(failure.error().message())
        .isEqualTo(
            "sae/w.safetensors: tensor W_dec: expected [4, 8], found [8, 4] in sae/w.safetensors\n"
                + "seed: expected a number");
    var details = json.readTree(failure.error().details());
    assertThat(details).hasSize(2);
    assertThat(details.get(0).path("file").asText()).isEqualTo("sae/w.safetensors");
    assertThat(details.get(1).path("code").asText()).isEqualTo("invalid_option");
  }

  @Test
  void knowsAFullDiskByTheSystemsWords() {
    for (var words : List.of("No space left on device", "Disk quota exceeded")) {
      var thrown = new UncheckedIOException(new FileSystemException("/data/x", null, words));
      var failure = failures.of(new IllegalStateException("while writing", thrown));
      assertThat(failure.error().code()).isEqualTo("disk_full");
      assertThat(failure.mendable()).isFalse();
    }
  }

  @Test
  void triesAgainWhatItDoesNotKnow() {
    var failure = failures.of(new UncheckedIOException(new IOException("connection reset")));
    assertThat(failure.mendable()).isTrue();
    assertThat(failure.error().code()).isEqualTo("internal");
    assertThat(failures.of(new NullPointerException()).error().message())
        .isEqualTo("java.lang.NullPointerException");
  }

  @Test
  void namesAPathThatLeavesTheDataRoot() {
    var failure = failures.of(catchThrowable(() -> root.resolve("../secret")));
    assertThat(failure.error().code()).isEqualTo("path_outside_data_root");
    assertThat(failure.error().message()).startsWith("../secret: ");
  }

  @Test
  void keepsWhatPostgresCannotHoldOutOfTheDetails() {
    var failure =
        failures.of(new InputException(Problem.option("description", "found a \0 in it")));
    assertThat(failure.error().details()).doesNotContain("u0000");
  }
}
