package dev.npexport.engine.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.npexport.engine.problem.Problem;
import dev.npexport.engine.problem.ProblemCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InspectorTest {

  private static final Path SAMPLES = Path.of("../samples/small");

  @TempDir Path folder;

  @Test
  void describesAnSae() {
    Inspection inspection = Inspector.inspect(SAMPLES.resolve("sae"));
    assertThat(inspection.isSound()).isTrue();
    assertThat(inspection.lines())
        .containsExactly(
            "sparse autoencoder, format saelens",
            "architecture jumprelu, d_in 128, d_sae 1024",
            "model state-of-the-whale-1m",
            "hook blocks.2.hook_resid_post",
            "trained on state-of-the-union+moby-dick",
            "tensor W_dec [1024, 128] F32",
            "tensor W_enc [128, 1024] F32",
            "tensor b_dec [128] F32",
            "tensor b_enc [1024] F32",
            "tensor threshold [1024] F32",
            "decoder rows of length 1.000 to 1.000, scaled to 1");
  }

  @Test
  void describesAModel() {
    Inspection inspection = Inspector.inspect(SAMPLES.resolve("model"));
    assertThat(inspection.isSound()).isTrue();
    assertThat(inspection.lines())
        .containsExactly(
            "language model, type gpt2",
            "layers 4",
            "unembedding transformer.wte.weight [4096, 128] F16 in model.safetensors",
            "vocabulary of 4096 tokens, largest id 4095",
            "pad, bos and eos ids [0]");
  }

  @Test
  void saysEverythingThatIsWrong() throws IOException {
    Files.writeString(folder.resolve("cfg.json"), "{}");
    Inspection inspection = Inspector.inspect(folder);
    assertThat(inspection.lines()).containsExactly("sparse autoencoder");
    assertThat(inspection.problems())
        .extracting(Problem::code)
        .contains(ProblemCode.MISSING_FIELD, ProblemCode.FILE_NOT_FOUND);
  }

  @Test
  void saysWhatItWouldHaveKnown() {
    Inspection inspection = Inspector.inspect(folder);
    assertThat(inspection.problems())
        .singleElement()
        .extracting(Problem::code)
        .isEqualTo(ProblemCode.UNKNOWN_FORMAT);
    assertThat(inspection.lines())
        .contains("  SAELens: a folder with cfg.json and sae_weights.safetensors")
        .anySatisfy(line -> assertThat(line).contains("a language model", "config.json"))
        .allSatisfy(line -> assertThat(line).hasSizeLessThan(160));
    assertThat(Inspector.inspect(folder.resolve("none")).problems())
        .singleElement()
        .extracting(Problem::code)
        .isEqualTo(ProblemCode.FILE_NOT_FOUND);
  }

  @Test
  void namesWhatTheFolderHoldsThatIsKnown() {
    assertThat(Inspector.inspect(SAMPLES).problems())
        .singleElement()
        .extracting(Problem::message)
        .asString()
        .contains("name one of ", "sae, sae-standard, sae-topk", "model", "labels.jsonl");
  }

  @Test
  void sendsABatchFileOfSaeDashboardToCompare() throws IOException {
    Path batch = Files.writeString(folder.resolve("batch-0.json"), "{}");
    assertThat(Inspector.inspect(batch).problems())
        .singleElement()
        .extracting(Problem::message)
        .asString()
        .contains("npexport compare");
  }
}
