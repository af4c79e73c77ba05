package dev.npexport.engine.format.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import dev.npexport.engine.format.safetensors.SafetensorsFile;
import dev.npexport.engine.format.safetensors.SafetensorsWriter;
import dev.npexport.engine.format.safetensors.Tensor;
import dev.npexport.engine.kernel.RowSource;
import dev.npexport.engine.problem.InputException;
import dev.npexport.engine.problem.Problem;
import dev.npexport.engine.problem.ProblemCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguageModelsTest {

  private static final Path SAMPLE = Path.of("../samples/small/model");
  private static final long[] VOCABULARY_BY_WIDTH = {2, 3};

  @TempDir Path folder;

  @Test
  void readsTheSampleWithItsTiedUnembedding() {
    try (LanguageModel model = LanguageModels.open(SAMPLE)) {
      assertThat(model.modelType()).isEqualTo("gpt2");
      assertThat(model.layers()).isEqualTo(4);
      assertThat(model.unembedding().name()).isEqualTo("transformer.wte.weight");
      assertThat(model.unembedding().shape()).containsExactly(4096, 128);
      assertThat(model.unembeddingRows().rows()).isEqualTo(4096);
      assertThat(model.vocabulary().size()).isEqualTo(4096);
      assertThat(model.tokenizerFile()).isEqualTo(SAMPLE.resolve("tokenizer.json"));
      assertThat(model.unembeddingFile()).isEqualTo(SAMPLE.resolve("model.safetensors"));
      ModelChecks.requireFinite(model);
    }
  }

  @Test
  void scalesTheSamplesUnembeddingByItsFinalNorm() {
    try (LanguageModel model = LanguageModels.open(SAMPLE);
        SafetensorsFile file = SafetensorsFile.open(SAMPLE.resolve("model.safetensors"))) {
      Tensor weight = file.require("transformer.ln_f.weight");
      double[] plain = row(model.unembeddingRows(), 77);
      double[] normed = row(model.normedUnembeddingRows(), 77);
      for (int i = 0; i < plain.length; i++) {
        assertThat(normed[i]).isEqualTo(plain[i] * weight.getDouble(i));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "blocks.2.attn.hook_z, transformer.h.2.attn.c_proj.weight, 128",
    "blocks.1.mlp.hook_post, transformer.h.1.mlp.c_proj.weight, 512",
    "blocks.3.mlp.hook_pre, transformer.h.3.mlp.c_proj.weight, 512"
  })
  void carriesTheSamplesHeadsAndNeuronsIntoTheResidualStream(String hook, String key, int width) {
    try (LanguageModel model = LanguageModels.open(SAMPLE);
        SafetensorsFile file = SafetensorsFile.open(SAMPLE.resolve("model.safetensors"))) {
      Tensor matrix = file.require(key);
      RowSource rows = new CountingRows(37, width);
      assertThat(model.hookWidth(hook)).isEqualTo(width);
      RowSource residual = model.toResidual(rows, hook);
      assertThat(residual.rows()).isEqualTo(37);
      assertThat(residual.width()).isEqualTo(128);
      for (int index : new int[] {36, 0, 15, 16, 36}) {
        double[] input = row(rows, index);
        double[] output = row(residual, index);
        for (int o = 0; o < 128; o++) {
          double sum = 0;
          for (int i = 0; i < width; i++) {
            sum += input[i] * matrix.getDouble(i * 128L + o);
          }
          assertThat(output[o]).isCloseTo(sum, within(1e-9 * Math.max(1, Math.abs(sum))));
        }
      }
    }
  }

  @Test
  void readsALinearLayerTransposed() throws IOException {
    llama("{\"model_type\":\"llama\",\"num_hidden_layers\":1}");
    ModelFolder.writeTensors(
        folder.resolve("model.safetensors"),
        Map.of(
            "lm_head.weight",
            VOCABULARY_BY_WIDTH,
            "model.layers.0.mlp.down_proj.weight",
            new long[] {3, 5}));
    try (LanguageModel model = LanguageModels.open(folder)) {
      float[] w = ModelFolder.values("model.layers.0.mlp.down_proj.weight", 3, 5);
      RowSource rows = new CountingRows(2, 5);
      double[] in = row(rows, 1);
      double[] out = row(model.toResidual(rows, "blocks.0.mlp.hook_post"), 1);
      for (int o = 0; o < 3; o++) {
        double sum = 0;
        for (int i = 0; i < 5; i++) {
          sum += in[i] * w[o * 5 + i];
        }
        assertThat(out[o]).isCloseTo(sum, within(1e-9));
      }
      assertThat(problems(() -> model.toResidual(rows, "blocks.7.mlp.hook_post")))
          .extracting(Problem::code)
          .containsExactly(ProblemCode.MISSING_TENSOR);
      assertThat(problems(() -> model.toResidual(rows, "blocks.0.hook_resid_post")))
          .singleElement()
          .satisfies(
              p -> {
                assertThat(p.code()).isEqualTo(ProblemCode.WIDTH_MISMATCH);
                assertThat(p.message()).contains("takes rows of 3").contains("have 5");
              });
      assertThat(problems(() -> model.toResidual(rows, "blocks.0.attn.hook_q")))
          .extracting(Problem::code)
          .containsExactly(ProblemCode.UNSUPPORTED_HOOK);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          {"model_type":"llama","num_hidden_layers":1,"tie_word_embeddings":true}|lm_head.weight,model.embed_tokens.weight|model.embed_tokens.weight
          {"model_type":"llama","num_hidden_layers":1,"tie_word_embeddings":false}|lm_head.weight,model.embed_tokens.weight|lm_head.weight
          {"model_type":"llama","num_hidden_layers":1}|lm_head.weight,model.embed_tokens.weight|lm_head.weight
          {"model_type":"llama","num_hidden_layers":1}|model.embed_tokens.weight|model.embed_tokens.weight
          {"model_type":"gpt2","n_layer":1}|wte.weight|wte.weight
          {"model_type":"gpt_neox","num_hidden_layers":1}|embed_out.weight,gpt_neox.embed_in.weight|embed_out.weight
          {"model_type":"bloom","n_layer":1}|word_embeddings.weight|word_embeddings.weight
          {"model_type":"mpt","n_layers":1}|transformer.wte.weight|transformer.wte.weight
          {"model_type":"gemma3","text_config":{"num_hidden_layers":1,"hidden_size":3,"model_type":"gemma3_text"}}|model.language_model.embed_tokens.weight|model.language_model.embed_tokens.weight
          {"model_type":"gemma2","num_hidden_layers":1,"hidden_size":3}|model.embed_tokens.weight|model.embed_tokens.weight
          {"model_type":"mamba","num_hidden_layers":1}|backbone.embeddings.weight|backbone.embeddings.weight
          {"model_type":"internlm2","num_hidden_layers":1}|output.weight,model.tok_embeddings.weight|output.weight
          {"model_type":"opt","num_hidden_layers":1}|decoder.embed_tokens.weight|decoder.embed_tokens.weight
          {"model_type":"openelm","num_transformer_layers":1,"share_input_output_layers":true,"model_dim":3}|transformer.token_embeddings.weight|transformer.token_embeddings.weight
          {"model_type":"lfm2_moe","num_hidden_layers":1}|model.embed_tokens.weight|model.embed_tokens.weight
          {"model_type":"nemotron_h","num_hidden_layers":1}|lm_head.weight,backbone.embeddings.weight|lm_head.weight
          {"model_type":"new-thing","num_layers":1}|lm_head.weight|lm_head.weight
          {"num_layers":1}|model.embed_tokens.weight|model.embed_tokens.weight
          """)
  void findsTheUnembedding(String config, String stored, String expected) throws IOException {
    llama(config);
    Map<String, long[]> shapes = new LinkedHashMap<>();
    for (String name : stored.split(",")) {
      shapes.put(name, VOCABULARY_BY_WIDTH);
    }
    ModelFolder.writeTensors(folder.resolve("model.safetensors"), shapes);
    try (LanguageModel model = LanguageModels.open(folder)) {
      assertThat(model.unembedding().name()).isEqualTo(expected);
      assertThat(model.layers()).isEqualTo(1);
    }
  }

  @Test
  void readsOpenElmWhoseLayersHaveDifferentHeads() throws IOException {
    llama(
        "{\"model_type\":\"openelm\",\"num_transformer_layers\":2,\"model_dim\":3,"
            + "\"num_query_heads\":[2,4]}");
    ModelFolder.writeTensors(
        folder.resolve("model.safetensors"),
        Map.of(
            "transformer.token_embeddings.weight",
            VOCABULARY_BY_WIDTH,
            "transformer.layers.1.attn.out_proj.weight",
            new long[] {3, 8},
            "transformer.layers.1.ffn.proj_2.weight",
            new long[] {3, 5}));
    try (LanguageModel model = LanguageModels.open(folder)) {
      assertThat(model.heads(0)).hasValue(2);
      assertThat(model.heads(1)).hasValue(4);
      assertThat(model.hookWidth("blocks.1.attn.hook_z")).isEqualTo(8);
      assertThat(model.hookWidth("blocks.1.mlp.hook_post")).isEqualTo(5);
    }
    llama("{\"model_type\":\"openelm\",\"num_transformer_layers\":2,\"num_query_heads\":[2,0]}");
    assertThat(problems(() -> LanguageModels.open(folder)))
        .singleElement()
        .extracting(Problem::where)
        .isEqualTo("field num_query_heads");
  }

  @ParameterizedTest
  @CsvSource({"mamba", "mamba2", "nemotron_h", "lfm2_moe"})
  void saysThatAModelHasNoSuchHook(String type) throws IOException {
    llama("{\"model_type\":\"" + type + "\",\"num_hidden_layers\":1}");
    ModelFolder.writeTensors(
        folder.resolve("model.safetensors"), Map.of("lm_head.weight", VOCABULARY_BY_WIDTH));
    try (LanguageModel model = LanguageModels.open(folder)) {
      for (String hook : List.of("blocks.0.mlp.hook_post", "blocks.0.attn.hook_z")) {
        assertThat(problems(() -> model.toResidual(new CountingRows(1, 5), hook)))
            .singleElement()
            .satisfies(
                p -> {
                  assertThat(p.code()).isEqualTo(ProblemCode.UNSUPPORTED_HOOK);
                  assertThat(p.message())
                      .endsWith("a layer, which models of type '" + type + "' do not have");
                });
      }
      assertThat(model.hookWidth("blocks.0.hook_resid_post")).isEqualTo(3);
    }
  }

  @Test
  void refusesAnUntiedModelWithoutItsUnembedding() throws IOException {
    llama("{\"model_type\":\"llama\",\"num_hidden_layers\":1,\"tie_word_embeddings\":false}");
    ModelFolder.writeTensors(
        folder.resolve("model.safetensors"),
        Map.of("model.embed_tokens.weight", VOCABULARY_BY_WIDTH));
    assertThat(problems(() -> LanguageModels.open(folder)))
        .singleElement()
        .satisfies(
            p -> {
              assertThat(p.code()).isEqualTo(ProblemCode.MISSING_TENSOR);
              assertThat(p.message()).contains("tie_word_embeddings false").contains("lm_head");
            });
  }

  @Test
  void addsOneToTheNormOfGemma() throws IOException {
    llama("{\"model_type\":\"gemma2\",\"num_hidden_layers\":1}");
    ModelFolder.writeTensors(
        folder.resolve("model.safetensors"),
        Map.of(
            "model.embed_tokens.weight", VOCABULARY_BY_WIDTH, "model.norm.weight", new long[] {3}));
    try (LanguageModel model = LanguageModels.open(folder)) {
      float[] weight = ModelFolder.values("model.norm.weight", 3);
      double[] plain = row(model.unembeddingRows(), 1);
      double[] normed = row(model.normedUnembeddingRows(), 1);
      for (int i = 0; i < 3; i++) {
        assertThat(normed[i]).isEqualTo(plain[i] * (1.0 + weight[i]));
      }
    }
  }

  @Test
  void saysThatANormHasNoWeightOrIsNotThereOrNotKnown() throws IOException {
    for (String type : List.of("olmo", "llama", "new-thing")) {
      llama("{\"model_type\":\"" + type + "\",\"num_hidden_layers\":1}");
      ModelFolder.writeTensors(
          folder.resolve("model.safetensors"), Map.of("lm_head.weight", VOCABULARY_BY_WIDTH));
      try (LanguageModel model = LanguageModels.open(folder)) {
        assertThatThrownBy(model::normedUnembeddingRows)
            .isInstanceOf(InputException.class)
            .hasMessageContaining("final norm");
      }
    }
  }

  @Test
  void mapsOnlyTheShardThatItNeeds() throws IOException {
    llama("{\"model_type\":\"llama\",\"num_hidden_layers\":2}");
    ModelFolder.writeTensors(
        folder.resolve("model-00002-of-00002.safetensors"),
        Map.of("lm_head.weight", VOCABULARY_BY_WIDTH));
    ModelFolder.writeIndex(
        folder,
        Map.of(
            "lm_head.weight",
            "model-00002-of-00002.safetensors",
            "model.layers.0.mlp.down_proj.weight",
            "model-00001-of-00002.safetensors"));
    try (LanguageModel model = LanguageModels.open(folder)) {
      assertThat(model.unembeddingFile()).hasFileName("model-00002-of-00002.safetensors");
      assertThat(problems(() -> model.toResidual(new CountingRows(1, 5), "blocks.0.mlp.hook_post")))
          .singleElement()
          .satisfies(
              p -> {
                assertThat(p.code()).isEqualTo(ProblemCode.FILE_NOT_FOUND);
                assertThat(p.file()).endsWith("model-00001-of-00002.safetensors");
              });
    }
  }

  @Test
  void namesATensorThatIsNotInTheShardTheIndexSays() throws IOException {
    llama("{\"model_type\":\"llama\",\"num_hidden_layers\":2}");
    ModelFolder.writeTensors(folder.resolve("a.safetensors"), Map.of("x", VOCABULARY_BY_WIDTH));
    ModelFolder.writeIndex(folder, Map.of("lm_head.weight", "a.safetensors"));
    assertThat(problems(() -> LanguageModels.open(folder)))
        .singleElement()
        .satisfies(
            p -> {
              assertThat(p.code()).isEqualTo(ProblemCode.MISSING_TENSOR);
              assertThat(p.file()).endsWith("a.safetensors");
              assertThat(p.where()).isEqualTo("tensor lm_head.weight");
            });
  }

  @ParameterizedTest
  @CsvSource({"../a.safetensors", "/etc/a.safetensors", "a.bin", "..\\a.safetensors"})
  void refusesAShardOutsideTheFolder(String shard) throws IOException {
    llama("{\"model_type\":\"llama\",\"num_hidden_layers\":2}");
    ModelFolder.writeIndex(folder, Map.of("lm_head.weight", shard));
    assertThat(problems(() -> LanguageModels.open(folder)))
        .singleElement()
        .extracting(Problem::code)
        .isEqualTo(ProblemCode.INVALID_FIELD);
  }

  @Test
  void reportsEveryProblemOfTheFolderAtOnce() {
    assertThat(problems(() -> LanguageModels.open(folder)))
        .extracting(Problem::sentence)
        .anySatisfy(s -> assertThat(s).contains("config.json: there is no such file"))
        .anySatisfy(s -> assertThat(s).contains("tokenizer.json: there is no such file"))
        .anySatisfy(s -> assertThat(s).contains("neither model.safetensors nor"))
        .hasSize(3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          {"model_type":"llama"}|MISSING_FIELD
          {"model_type":"llama","num_hidden_layers":"2"}|INVALID_FIELD
          {"model_type":"llama","num_hidden_layers":2,"hidden_size":4}|WRONG_SHAPE
          {"model_type":3,"num_hidden_layers":2}|INVALID_FIELD
          """)
  void namesWhatIsWrongWithTheConfig(String config, ProblemCode code) throws IOException {
    llama(config);
    ModelFolder.writeTensors(
        folder.resolve("model.safetensors"), Map.of("lm_head.weight", VOCABULARY_BY_WIDTH));
    assertThat(problems(() -> LanguageModels.open(folder)))
        .singleElement()
        .extracting(Problem::code)
        .isEqualTo(code);
  }

  @Test
  void namesTheFirstTokenThatIsNotFinite() throws IOException {
    llama("{\"model_type\":\"llama\",\"num_hidden_layers\":2}");
    var writer =
        new SafetensorsWriter()
            .add("lm_head.weight", VOCABULARY_BY_WIDTH, new float[] {1, 2, 3, 4, Float.NaN, 6});
    try (var out = Files.newOutputStream(folder.resolve("model.safetensors"))) {
      writer.write(out);
    }
    try (LanguageModel model = LanguageModels.open(folder)) {
      assertThatThrownBy(() -> ModelChecks.requireFinite(model))
          .hasMessageContaining("tensor lm_head.weight: is NaN at [1, 1] (token 1)");
    }
  }

  private void llama(String config) throws IOException {
    ModelFolder.writeConfig(folder, config);
  }

  private static List<Problem> problems(ThrowingCallable call) {
    InputException thrown = catchThrowableOfType(InputException.class, call);
    assertThat(thrown).as("the input is refused").isNotNull();
    return thrown.problems();
  }

  private static double[] row(RowSource rows, int index) {
    double[] row = new double[rows.width()];
    rows.read(index, row);
    return row;
  }

  /** Different small numbers everywhere. */
  private record CountingRows(int rows, int width) implements RowSource {
    @Override
    public void read(int index, double[] target) {
      for (int i = 0; i < width; i++) {
        target[i] = Math.sin(index * 31 + i);
      }
    }
  }
}
