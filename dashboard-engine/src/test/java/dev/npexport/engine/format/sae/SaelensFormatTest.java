package dev.npexport.engine.format.sae;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.npexport.engine.problem.InputException;
import dev.npexport.engine.problem.Problem;
import dev.npexport.engine.problem.ProblemCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SaelensFormatTest {

  private static final Path SAMPLES = Path.of("../samples/small");

  @TempDir Path temp;

  @Test
  void readsTheJumpreluSample() throws IOException {
    Path folder = SAMPLES.resolve("sae");
    try (Sae sae = SaeFormats.open(folder)) {
      SaeConfig config = sae.config();
      assertThat(sae.format()).isEqualTo("saelens");
      assertThat(config.architecture()).isEqualTo(Architecture.JUMPRELU);
      assertThat(List.of(config.dIn(), config.dOut(), config.dSae()))
          .containsExactly(128, 128, 1024);
      assertThat(config.foldsDecoderNorm()).isTrue();
      assertThat(config.hookName()).contains("blocks.2.hook_resid_post");
      assertThat(config.writesTo()).contains("blocks.2.hook_resid_post");
      assertThat(config.modelName()).contains("state-of-the-whale-1m");
      assertThat(config.datasetPath()).contains("state-of-the-union+moby-dick");
      assertThat(config.statedL0()).isEmpty();
      assertThat(sae.tensors().keySet())
          .containsExactly("W_dec", "W_enc", "b_dec", "b_enc", "threshold");
      assertThat(sae.warnings()).isEmpty();
      assertThat(sae.decoder().rows()).isEqualTo(1024);
      assertThat(sae.weightFiles()).containsExactly(folder.resolve("sae_weights.safetensors"));
      assertThat(config.saelensConfig().toString())
          .isEqualTo(new JsonMapper().readTree(folder.resolve("cfg.json").toFile()).toString());
    }
  }

  @ParameterizedTest
  @CsvSource({"sae-topk, TOPK", "sae-standard, STANDARD"})
  void readsTheOtherSamples(String folder, Architecture architecture) {
    try (Sae sae = SaeFormats.open(SAMPLES.resolve(folder))) {
      assertThat(sae.config().architecture()).isEqualTo(architecture);
      assertThat(sae.config().foldsDecoderNorm()).isTrue();
      assertThat(sae.tensors()).hasSize(4);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "standard",
        "topk",
        "jumprelu",
        "gated",
        "transcoder",
        "skip_transcoder",
        "jumprelu_transcoder",
        "jumprelu_skip_transcoder",
        "matching_pursuit"
      })
  void readsEveryArchitecture(String architecture) throws IOException {
    SaeFolder folder = SaeFolder.of(temp.resolve("sae"), architecture);
    boolean transcoder = architecture.contains("transcoder");
    if (transcoder) {
      folder.metadata().put("hook_name_out", "blocks.5.hook_mlp_out");
    }
    try (Sae sae = SaeFormats.open(folder.write())) {
      assertThat(sae.config().architecture().wire()).isEqualTo(architecture);
      assertThat(sae.tensors().keySet()).containsExactlyElementsOf(folder.shapes.keySet());
      assertThat(sae.decoder().width()).isEqualTo(transcoder ? 2 : 3);
      assertThat(sae.config().dOut()).isEqualTo(transcoder ? 2 : 3);
      assertThat(sae.config().foldsDecoderNorm())
          .isEqualTo(!architecture.equals("topk") && !architecture.equals("matching_pursuit"));
      assertThat(sae.config().writesTo())
          .contains(transcoder ? "blocks.5.hook_mlp_out" : "blocks.5.hook_resid_post");
    }
  }

  @Test
  void readsATemporalSae() throws IOException {
    try (Sae sae = SaeFormats.open(temporal().write())) {
      assertThat(sae.tensors()).hasSize(10);
      assertThat(sae.config().foldsDecoderNorm()).isFalse();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "4, 4 heads with a bottleneck_factor of 2 do not divide d_sae 4",
    ", 8 heads with a bottleneck_factor of 2 do not divide d_sae 4"
  })
  void refusesHeadsOfATemporalSaeThatSaelensCannotCut(Integer heads, String message)
      throws IOException {
    SaeFolder folder = temporal();
    folder.config.put("n_heads", heads);
    assertThat(problems(folder.write()))
        .singleElement()
        .satisfies(
            p -> {
              assertThat(p.where()).isEqualTo("field n_heads");
              assertThat(p.message()).isEqualTo(message);
            });
  }

  private SaeFolder temporal() throws IOException {
    SaeFolder folder = SaeFolder.of(temp.resolve("sae"), "temporal");
    folder.config.put("bottleneck_factor", 2).put("n_attn_layers", 1).put("tied_weights", true);
    folder.config.put("n_heads", 2);
    folder.config.put("normalize_activations", "constant_scalar_rescale");
    folder.shapes.remove("W_enc");
    folder.shapes.remove("b_enc");
    for (String name : List.of("k_ctx", "q_target")) {
      folder.shapes.put("attn_layers.0." + name + ".weight", new long[] {2, 4});
      folder.shapes.put("attn_layers.0." + name + ".bias", new long[] {2});
    }
    for (String name : List.of("v_ctx", "c_proj")) {
      folder.shapes.put("attn_layers.0." + name + ".weight", new long[] {4, 4});
      folder.shapes.put("attn_layers.0." + name + ".bias", new long[] {4});
    }
    return folder;
  }

  @Test
  void reportsEveryProblemAtOnce() throws IOException {
    SaeFolder folder = SaeFolder.of(temp.resolve("sae"), "jumprelu");
    folder.shapes.put("W_dec", new long[] {3, 4});
    folder.shapes.put("threshold", new long[] {});
    folder.shapes.remove("b_dec");
    folder.shapes.put("b_pre", new long[] {3});
    folder.config.put("normalize_activations", "anthropic_rescale");
    assertThat(problems(folder.write()))
        .extracting(Problem::code, Problem::where)
        .containsExactly(
            tuple(ProblemCode.INVALID_FIELD, "field normalize_activations"),
            tuple(ProblemCode.WRONG_SHAPE, "tensor W_dec"),
            tuple(ProblemCode.MISSING_TENSOR, "tensor b_dec"),
            tuple(ProblemCode.WRONG_SHAPE, "tensor threshold"),
            tuple(ProblemCode.UNEXPECTED_TENSOR, "tensor b_pre"));
  }

  @Test
  void namesBothShapes() throws IOException {
    SaeFolder folder = SaeFolder.of(temp.resolve("sae"), "standard");
    folder.shapes.put("W_dec", new long[] {3, 4});
    assertThat(problems(folder.write()))
        .singleElement()
        .extracting(Problem::message)
        .isEqualTo("has shape [3, 4], expected [d_sae, d_in] = [4, 3]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"batchtopk", "standard_saelens", "skip"})
  void namesAnUnknownArchitecture(String name) throws IOException {
    SaeFolder folder = SaeFolder.of(temp.resolve("sae"), "standard");
    folder.config.put("architecture", name);
    assertThat(problems(folder.write()))
        .singleElement()
        .satisfies(
            p -> {
              assertThat(p.code()).isEqualTo(ProblemCode.UNKNOWN_ARCHITECTURE);
              assertThat(p.message()).contains("'" + name + "'");
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"architecture", "d_in", "d_sae", "dtype"})
  void namesAMissingField(String field) throws IOException {
    SaeFolder folder = SaeFolder.of(temp.resolve("sae"), "standard");
    folder.config.remove(field);
    assertThat(problems(folder.write()))
        .singleElement()
        .satisfies(
            p -> {
              assertThat(p.code()).isEqualTo(ProblemCode.MISSING_FIELD);
              assertThat(p.where()).isEqualTo("field " + field);
            });
  }

  @ParameterizedTest
  @CsvSource({
    "d_in, 0",
    "d_in, -3",
    "d_sae, 3000000000",
    "d_sae, 1.5",
    "d_in, '\"3\"'",
    "dtype, '\"int8\"'",
    "normalize_activations, null",
    "normalize_activations, true",
    "reshape_activations, '\"hook_q\"'",
    "reshape_activations, '\"hook_z\"'",
    "metadata, 3"
  })
  void namesAFieldThatSaelensWouldNotTake(String field, String value) throws IOException {
    SaeFolder folder = SaeFolder.of(temp.resolve("sae"), "standard");
    folder.config.put("sae_lens_version", "6.18.0");
    folder.config.set(field, new JsonMapper().readTree(value));
    assertThat(problems(folder.write()))
        .singleElement()
        .satisfies(
            p -> {
              assertThat(p.code()).isEqualTo(ProblemCode.INVALID_FIELD);
              assertThat(p.where()).isEqualTo("field " + field);
            });
  }

  @Test
  void refusesATranscoderThatSubtractsTheDecoderBias() throws IOException {
    SaeFolder folder = SaeFolder.of(temp.resolve("sae"), "transcoder");
    folder.config.remove("apply_b_dec_to_input");
    assertThat(problems(folder.write()))
        .singleElement()
        .extracting(Problem::where)
        .isEqualTo("field apply_b_dec_to_input");
  }

  @ParameterizedTest
  @ValueSource(strings = {"cfg.json", "sae_weights.safetensors"})
  void namesAMissingFile(String name) throws IOException {
    Path folder = SaeFolder.of(temp.resolve("sae"), "standard").write();
    Files.delete(folder.resolve(name));
    assertThat(problems(folder))
        .singleElement()
        .satisfies(
            p -> {
              assertThat(p.code()).isEqualTo(ProblemCode.FILE_NOT_FOUND);
              assertThat(p.file()).endsWith(name);
            });
  }

  @Test
  void namesPlaceAndLineOfBrokenJson() throws IOException {
    Path folder = SaeFolder.of(temp.resolve("sae"), "standard").write();
    Files.writeString(folder.resolve("cfg.json"), "{\n\"d_in\": 3,\n\"d_in\": 4}");
    assertThat(problems(folder))
        .singleElement()
        .satisfies(
            p -> {
              assertThat(p.code()).isEqualTo(ProblemCode.MALFORMED_JSON);
              assertThat(p.where()).startsWith("line 3");
              assertThat(p.message()).contains("d_in");
            });
  }

  @Test
  void namesTheSaesThatTheFolderHolds() throws IOException {
    Files.createDirectory(temp.resolve("layer-2"));
    Files.writeString(temp.resolve("layer-2/cfg.json"), "{}");
    assertThat(problems(temp))
        .singleElement()
        .satisfies(p -> assertThat(p.message()).contains("holds some: name one of layer-2"));
  }

  @Test
  void saysWhatItSawInAnUnknownFolder() throws IOException {
    Files.writeString(temp.resolve("readme.txt"), "");
    assertThat(problems(temp))
        .singleElement()
        .satisfies(
            p -> {
              assertThat(p.code()).isEqualTo(ProblemCode.UNKNOWN_FORMAT);
              assertThat(p.message()).contains("holds readme.txt").contains("cfg.json");
            });
  }

  @Test
  void namesAPathThatIsNotThere() {
    assertThat(problems(temp.resolve("none")))
        .singleElement()
        .extracting(Problem::code)
        .isEqualTo(ProblemCode.FILE_NOT_FOUND);
  }

  @Test
  void warnsWhenTheTensorsHaveAnotherDtype() throws IOException {
    SaeFolder folder = SaeFolder.of(temp.resolve("sae"), "standard");
    folder.config.put("dtype", "bfloat16");
    try (Sae sae = SaeFormats.open(folder.write())) {
      assertThat(sae.warnings()).singleElement().asString().contains("W_dec float32");
    }
  }

  @Test
  void leavesOutAScalingFactorOfOnesAndRefusesAnyOther() throws IOException {
    SaeFolder folder = SaeFolder.of(temp.resolve("sae"), "standard");
    folder.shapes.put("scaling_factor", new long[] {4});
    folder.values.put("scaling_factor", new float[] {1, 1, 1, 1});
    try (Sae sae = SaeFormats.open(folder.write())) {
      assertThat(sae.tensors()).hasSize(4);
      assertThat(sae.warnings()).singleElement().asString().contains("scaling_factor");
    }
    folder.values.put("scaling_factor", new float[] {1, 1, 2, 1});
    assertThat(problems(folder.write()))
        .singleElement()
        .extracting(Problem::code)
        .isEqualTo(ProblemCode.UNEXPECTED_TENSOR);
  }

  @ParameterizedTest
  @CsvSource({
    "average_l0_71, 71",
    "layer_3_l0-50, 50",
    "W32K-L0_64, 64",
    "l0_7.5, 7.5",
    "layer_17_width_16k_l0_medium,",
    "l0x_3,",
    "cl0_3,"
  })
  void readsAnL0FromTheFolderName(String name, Double expected) throws IOException {
    SaeFolder folder = SaeFolder.of(temp.resolve(name), "standard");
    try (Sae sae = SaeFormats.open(folder.write())) {
      assertThat(sae.config().statedL0()).isEqualTo(Optional.ofNullable(expected));
    }
  }

  @Test
  void readsAnL0FromTheConfigFirst() throws IOException {
    SaeFolder folder = SaeFolder.of(temp.resolve("average_l0_71"), "standard");
    folder.metadata().put("l0", 12.5);
    try (Sae sae = SaeFormats.open(folder.write())) {
      assertThat(sae.config().statedL0()).contains(12.5);
    }
  }

  static List<Problem> problems(Path folder) {
    InputException thrown =
        catchThrowableOfType(InputException.class, () -> SaeFormats.open(folder).close());
    assertThat(thrown).as("the folder is refused").isNotNull();
    return thrown.problems();
  }
}
