package dev.npexport.engine.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.npexport.engine.format.activation.CacheFiles;
import dev.npexport.engine.format.activation.CacheFiles.Entry;
import dev.npexport.engine.problem.Problem;
import dev.npexport.engine.problem.ProblemCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ActivationsDescriberTest {

  private static final Path SAMPLES = Path.of("../samples/small");

  @TempDir Path folder;

  @Test
  void describesAColumnarCache() {
    var inspection = Inspector.inspect(SAMPLES.resolve("activations/columnar.safetensors"));
    assertThat(inspection.isSound()).isTrue();
    assertThat(inspection.lines())
        .containsExactly(
            "activation cache, format columnar",
            "model state-of-the-whale-1m",
            "hook blocks.2.hook_resid_post",
            "384 prompts of up to 128 tokens, 49152 tokens, 48765 of them counted",
            "1024 features, 43 of them never active",
            "623761 stored activations in float32, 580694 of them counted",
            "implied L0 11.91 active features for each token",
            "decoder row lengths not multiplied in",
            "ignored token ids 0");
  }

  @Test
  void describesADelphiCacheThatLeavesThingsOpen() {
    assertThat(Inspector.inspect(SAMPLES.resolve("activations/delphi")).lines())
        .contains(
            "activation cache, format delphi",
            "hook transformer.h.2",
            "ignored token ids not stated: an export takes the tokenizer's pad, bos and eos");
  }

  @Test
  void tellsWhatIsWrongWithTheEntriesBesideWhatItIs() throws IOException {
    int[][] tokens = {{1, 2, 3}};
    Path cache =
        CacheFiles.delphi(
            folder.resolve("layers.2"),
            tokens,
            List.of(
                new Entry(0, 0, 2, 1),
                new Entry(0, 0, 1, 1),
                new Entry(0, 0, 2, 1),
                new Entry(3, 0, 3, 1)),
            2,
            2);
    var inspection = Inspector.inspect(cache);
    assertThat(inspection.lines()).contains("4 features, 3 of them never active");
    assertThat(inspection.problems())
        .extracting(Problem::code)
        .containsExactly(ProblemCode.DUPLICATE_ENTRY, ProblemCode.INDEX_OUT_OF_RANGE);
  }

  @Test
  void tellsAllSplitsThatAreMissing() throws IOException {
    Path cache =
        CacheFiles.delphi(folder.resolve("h"), new int[][] {{1}}, List.of(), 1, 1, 1, 1, 1);
    Files.delete(cache.resolve("0_0.safetensors"));
    Files.delete(cache.resolve("3_3.safetensors"));
    var inspection = Inspector.inspect(cache);
    assertThat(inspection.lines()).containsExactly("activation cache");
    assertThat(inspection.problems()).hasSize(2);
  }

  @Test
  void describesLabels() {
    assertThat(Inspector.inspect(SAMPLES.resolve("labels.jsonl")).lines())
        .first()
        .isEqualTo("feature labels, JSON lines with feature_index");
  }

  @Test
  void tellsWhatIsWrongWithLabels() throws IOException {
    Path file = Files.writeString(folder.resolve("labels.csv"), "feature_index,label\nx,y\n,z\n");
    assertThat(Inspector.inspect(file).problems())
        .extracting(Problem::where)
        .containsExactly("line 2 field feature_index", "line 3 field feature_index");
  }
}
