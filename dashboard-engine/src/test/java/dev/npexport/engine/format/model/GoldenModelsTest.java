package dev.npexport.engine.format.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.npexport.engine.kernel.RowSource;
import dev.npexport.engine.problem.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * W_out, W_O and the unembedding of models that transformers itself has saved, against what its
 * modules give in float64; made by {@code tools/golden/models.py}.
 */
class GoldenModelsTest {

  private static final Path ROOT = Path.of("src/test/resources/golden/models");
  private static final int COPIES = 25;

  @TempDir Path folder;

  static List<Path> families() throws IOException {
    try (Stream<Path> folders = Files.list(ROOT)) {
      return folders.sorted().toList();
    }
  }

  private Path model(Path family) throws IOException {
    ModelFolder.writeConfig(folder, Files.readString(family.resolve("config.json")));
    Files.copy(family.resolve("model.safetensors"), folder.resolve("model.safetensors"));
    return folder;
  }

  private static JsonNode golden(Path family) throws IOException {
    return new JsonMapper().readTree(family.resolve("golden.json").toFile());
  }

  @ParameterizedTest
  @MethodSource("families")
  void carriesNeuronsAndHeadsAsTheModelsOwnModulesDo(Path family) throws IOException {
    try (LanguageModel model = LanguageModels.open(model(family))) {
      for (var hook : golden(family).get("hooks").properties()) {
        JsonNode inputs = hook.getValue().get("inputs");
        JsonNode outputs = hook.getValue().get("outputs");
        RowSource residual = model.toResidual(repeated(inputs), hook.getKey());
        assertThat(model.hookWidth(hook.getKey())).isEqualTo(inputs.get(0).size());
        double[] found = new double[residual.width()];
        // More rows than are computed together, and not in their order.
        for (int index = residual.rows() - 1; index >= 0; index--) {
          residual.read(index, found);
          JsonNode expected = outputs.get(index % outputs.size());
          for (int i = 0; i < found.length; i++) {
            assertThat(found[i])
                .as(hook.getKey())
                .isCloseTo(expected.get(i).asDouble(), within(1e-12));
          }
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("families")
  void findsTheUnembeddingThatTheModelUses(Path family) throws IOException {
    try (LanguageModel model = LanguageModels.open(model(family))) {
      double[] row = new double[model.unembeddingRows().width()];
      model.unembeddingRows().read(3, row);
      JsonNode expected = golden(family).get("unembedding_row_3");
      for (int i = 0; i < row.length; i++) {
        assertThat(row[i]).isEqualTo(expected.get(i).asDouble());
      }
    }
  }

  /** What a norm's module multiplies by, whatever it stores for that. */
  @ParameterizedTest
  @MethodSource("families")
  void scalesByWhatTheFinalNormScalesBy(Path family) throws IOException {
    JsonNode golden = golden(family);
    try (LanguageModel model = LanguageModels.open(model(family))) {
      JsonNode weight = golden.path("final_norm");
      if (weight.isMissingNode()) {
        assertThatThrownBy(model::normedUnembeddingRows)
            .isInstanceOf(InputException.class)
            .hasMessageContaining("has no weight");
        return;
      }
      double[] row = new double[model.unembeddingRows().width()];
      model.normedUnembeddingRows().read(3, row);
      for (int i = 0; i < row.length; i++) {
        double expected =
            golden.get("unembedding_row_3").get(i).asDouble() * weight.get(i).asDouble();
        assertThat(row[i]).isCloseTo(expected, within(1e-6));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("families")
  void readsHowManyHeadsALayerHas(Path family) throws IOException {
    JsonNode golden = golden(family);
    try (LanguageModel model = LanguageModels.open(model(family))) {
      if (golden.get("hooks").has("blocks.1.attn.hook_z")) {
        assertThat(model.heads(1)).hasValue(golden.get("heads").asInt());
      }
    }
  }

  @Test
  void coverTheFamiliesThatSaesAreTrainedOn() throws IOException {
    assertThat(families())
        .extracting(family -> family.getFileName().toString())
        .contains("gpt2", "gpt_neox", "gpt_neo", "llama", "mistral", "gemma", "gemma2")
        .contains(
            "gemma3_text", "qwen2", "qwen3", "phi", "opt", "bloom", "olmo2", "gemma3", "mamba")
        .hasSize(34);
  }

  private static RowSource repeated(JsonNode inputs) {
    return new RowSource() {
      @Override
      public int rows() {
        return COPIES * inputs.size();
      }

      @Override
      public int width() {
        return inputs.get(0).size();
      }

      @Override
      public void read(int index, double[] target) {
        for (int i = 0; i < width(); i++) {
          target[i] = inputs.get(index % inputs.size()).get(i).asDouble();
        }
      }
    };
  }
}
