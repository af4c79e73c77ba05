package dev.npexport.engine.format.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.npexport.engine.format.sae.Sae;
import dev.npexport.engine.format.sae.SaeFormats;
import dev.npexport.engine.problem.ProblemCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SaeModelFitTest {

  private static final Path SAMPLES = Path.of("../samples/small");

  @TempDir Path folder;

  @Test
  void theSampleFits() {
    try (Sae sae = SaeFormats.open(SAMPLES.resolve("sae"));
        LanguageModel model = LanguageModels.open(SAMPLES.resolve("model"))) {
      assertThat(SaeModelFit.check(sae, model)).isEmpty();
    }
  }

  @Test
  void namesBothFilesWhenWidthsDiffer() throws IOException {
    ModelFolder.writeConfig(folder, "{\"model_type\":\"llama\",\"num_hidden_layers\":3}");
    ModelFolder.writeTensors(
        folder.resolve("model.safetensors"), Map.of("lm_head.weight", new long[] {2, 64}));
    try (Sae sae = SaeFormats.open(SAMPLES.resolve("sae"));
        LanguageModel model = LanguageModels.open(folder)) {
      assertThat(SaeModelFit.check(sae, model))
          .singleElement()
          .satisfies(
              p -> {
                assertThat(p.code()).isEqualTo(ProblemCode.WIDTH_MISMATCH);
                assertThat(p.file()).endsWith("sae_weights.safetensors");
                assertThat(p.message())
                    .contains(
                        "128 entries", "model.safetensors has 64", "blocks.2.hook_resid_post");
              });
    }
  }
}
