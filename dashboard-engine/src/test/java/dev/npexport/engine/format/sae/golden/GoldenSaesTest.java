package dev.npexport.engine.format.sae.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.npexport.engine.format.sae.Architecture;
import dev.npexport.engine.format.sae.FoldedDecoder;
import dev.npexport.engine.format.sae.Sae;
import dev.npexport.engine.format.sae.SaeChecks;
import dev.npexport.engine.format.sae.SaeFormats;
import dev.npexport.engine.format.safetensors.DType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every format is read so that SAELens's formula gives what the format's own library gives. */
class GoldenSaesTest {

  private static final Path CHECKED = Path.of("src/test/resources/golden/saelens-checked.json");

  static List<GoldenSae> all() throws IOException {
    return GoldenSae.all();
  }

  static Stream<GoldenSae> encodable() throws IOException {
    return all().stream()
        .filter(golden -> !golden.facts().get("architecture").asText().equals("temporal"));
  }

  @ParameterizedTest
  @MethodSource("all")
  void isRecognisedAndDescribed(GoldenSae golden) {
    try (Sae sae = SaeFormats.open(golden.source())) {
      SaeChecks.requireFinite(sae);
      JsonNode facts = golden.facts();
      JsonNode config = sae.config().saelensConfig();
      assertThat(sae.format()).isEqualTo(facts.get("format").asText());
      assertThat(sae.config().architecture().wire()).isEqualTo(facts.get("architecture").asText());
      assertThat(sae.config().hookName()).contains(facts.get("hook_name").asText());
      assertThat(config.at("/metadata/sae_lens_version").asText()).startsWith("6.");
      for (var fact : facts.properties()) {
        switch (fact.getKey()) {
          case "apply_b_dec_to_input",
              "normalize_activations",
              "reshape_activations",
              "k",
              "rescale_acts_by_decoder_norm" ->
              assertThat(config.get(fact.getKey())).as(fact.getKey()).isEqualTo(fact.getValue());
          case "hook_name_out", "context_size", "model_name" ->
              assertThat(config.at("/metadata/" + fact.getKey()))
                  .as(fact.getKey())
                  .isEqualTo(fact.getValue());
          case "stated_l0" ->
              assertThat(sae.config().statedL0()).contains(fact.getValue().asDouble());
          default -> {}
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("encodable")
  void encodesAsItsOwnLibrary(GoldenSae golden) {
    try (Sae sae = SaeFormats.open(golden.source())) {
      var encoder = new ReferenceEncoder(sae);
      double[][] inputs = golden.rows("x");
      double[][] expected = golden.rows("encode");
      int active = 0;
      for (int row = 0; row < inputs.length; row++) {
        double[] found = encoder.encode(inputs[row]);
        for (int feature = 0; feature < found.length; feature++) {
          active += expected[row][feature] > 0 ? 1 : 0;
          assertThat(found[feature])
              .as("input %d feature %d", row, feature)
              .isCloseTo(expected[row][feature], within(tolerance(sae, expected[row][feature])));
        }
      }
      assertThat(active).isGreaterThan(inputs.length);
    }
  }

  static Stream<GoldenSae> foldable() throws IOException {
    return all().stream().filter(golden -> golden.facts().has("folds"));
  }

  /** By what {@code fold_W_dec_norm} makes of each architecture, or that it refuses it. */
  @ParameterizedTest
  @MethodSource("foldable")
  void foldsTheDecodersLengthsWhereSaelensDoes(GoldenSae golden) {
    try (Sae sae = SaeFormats.open(golden.source())) {
      FoldedDecoder decoder = FoldedDecoder.of(sae);
      assertThat(decoder.folds()).isEqualTo(golden.facts().get("folds").asBoolean());
      double[] row = new double[decoder.width()];
      double[] stored = new double[decoder.width()];
      double[][] rows = decoder.folds() ? golden.rows("folded_W_dec") : null;
      for (int feature = 0; feature < decoder.rows(); feature++) {
        decoder.read(feature, row);
        sae.decoder().read(feature, stored);
        assertThat(row).containsExactly(rows == null ? stored : rows[feature], within(1e-6));
      }
      if (decoder.folds()) {
        // SAELens multiplies the activations of a topk SAE that it folds by the lengths itself.
        boolean inTheActivations = sae.config().architecture() == Architecture.TOPK;
        double[][] encoded = golden.rows("encode");
        double[][] folded = golden.rows("folded_encode");
        for (int input = 0; input < encoded.length; input++) {
          for (int feature = 0; feature < decoder.rows(); feature++) {
            double expected = folded[input][feature];
            double length = inTheActivations ? 1 : decoder.norm(feature);
            assertThat(encoded[input][feature] * length)
                .isCloseTo(expected, within(2e-6 * (1 + Math.abs(expected))));
          }
        }
      }
    }
  }

  @Test
  void foldingIsTriedOnEveryArchitecture() throws IOException {
    assertThat(foldable())
        .extracting(golden -> golden.facts().get("architecture").asText())
        .contains(Stream.of(Architecture.values()).map(Architecture::wire).toArray(String[]::new));
  }

  private static double tolerance(Sae sae, double expected) {
    // Rounding of the library's own float32 or float16 arithmetic, over eight products.
    boolean half = sae.tensors().values().stream().anyMatch(t -> t.dtype() == DType.F16);
    return (half ? 4e-3 : 2e-6) * (1 + Math.abs(expected));
  }

  @ParameterizedTest
  @MethodSource("all")
  void writesFloat32UnlessTheSourceIsSaelens(GoldenSae golden) {
    try (Sae sae = SaeFormats.open(golden.source())) {
      if (!sae.format().equals("saelens")) {
        assertThat(sae.tensors().values()).allMatch(tensor -> tensor.dtype() == DType.F32);
        assertThat(sae.config().saelensConfig().get("dtype").asText()).isEqualTo("float32");
      }
    }
  }

  /**
   * The record is what {@code tools/golden/saes/verify.sh} writes once SAELens has loaded every
   * exported SAE and encoded as the source's own library; run it again when this fails.
   */
  @ParameterizedTest
  @MethodSource("all")
  void writesTheBytesThatSaelensHasLoadedAndRun(GoldenSae golden, @TempDir Path folder)
      throws Exception {
    JsonNode checked =
        new JsonMapper().readTree(CHECKED.toFile()).at("/saes/" + golden.name() + "/sha256");
    try (Sae sae = SaeFormats.open(golden.source())) {
      ExportGoldenSaes.write(sae, folder);
    }
    for (String file : List.of("cfg.json", "sae_weights.safetensors")) {
      byte[] bytes = Files.readAllBytes(folder.resolve(file));
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      assertThat(HexFormat.of().formatHex(digest)).as(file).isEqualTo(checked.path(file).asText());
    }
  }

  @Test
  void coverEveryArchitecture() throws IOException {
    assertThat(all())
        .extracting(golden -> golden.facts().get("architecture").asText())
        .contains(Stream.of(Architecture.values()).map(Architecture::wire).toArray(String[]::new));
  }
}
