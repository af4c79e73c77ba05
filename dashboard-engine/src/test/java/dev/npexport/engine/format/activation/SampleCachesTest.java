package dev.npexport.engine.format.activation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.npexport.engine.format.activation.prepare.PrepareRequest;
import dev.npexport.engine.format.activation.prepare.PreparedActivations;
import dev.npexport.engine.format.sae.FoldedDecoder;
import dev.npexport.engine.format.sae.SaeFormats;
import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The shipped sample against numbers that numpy found ({@code activations_golden.py}). */
class SampleCachesTest {

  private static final Path SAMPLE = Path.of("../samples/small");
  private static final int D_SAE = 1024;

  @TempDir Path folder;

  private PreparedActivations prepare(Path cache, String sae) {
    try (var opened = ActivationCaches.open(cache, OptionalInt.of(D_SAE));
        var weights = SaeFormats.open(SAMPLE.resolve(sae))) {
      var decoder = FoldedDecoder.of(weights);
      double[] lengths = IntStream.range(0, D_SAE).mapToDouble(decoder::norm).toArray();
      var request = new PrepareRequest(lengths, decoder.folds(), new int[] {0}, 4096);
      String key = cache.getFileName().toString().replace('.', '-');
      return PreparedActivations.prepare(opened, request, folder, key, () -> false);
    }
  }

  private static Path cache(String kind) {
    return SAMPLE.resolve(
        kind.equals("delphi") ? "activations/delphi" : "activations/columnar.safetensors");
  }

  @ParameterizedTest
  @CsvSource({"columnar, sae", "columnar, sae-standard", "delphi, sae", "delphi, sae-standard"})
  void holdsWhatNumpyFinds(String kind, String sae) throws IOException {
    JsonNode golden;
    try (var in = SampleCachesTest.class.getResourceAsStream("golden.json")) {
      golden = new ObjectMapper().readTree(in).required(kind + " with " + sae);
    }
    try (var prepared = prepare(cache(kind), sae)) {
      var source = prepared.source();
      assertThat(prepared.nonzeros()).isEqualTo(golden.required("nonzeros").asLong());
      assertThat(source.countedTokens()).isEqualTo(golden.required("counted_tokens").asLong());
      assertThat(source.meanL0()).isEqualTo(golden.required("mean_l0").asDouble());
      assertThat(prepared.maxActive()).isEqualTo(golden.required("max_active").asInt());
      assertThat(IntStream.range(0, D_SAE).filter(f -> prepared.count(f) == 0))
          .hasSize(golden.required("dead").asInt());
      golden.required("features").forEach(feature -> assertFeature(prepared, feature));
    }
  }

  private static void assertFeature(PreparedActivations prepared, JsonNode golden) {
    int feature = golden.required("feature").asInt();
    var found = prepared.feature(feature);
    assertThat(prepared.count(feature)).isEqualTo(golden.required("count").asLong());
    assertThat(prepared.max(feature)).isEqualTo(golden.required("max").floatValue());
    assertNear(prepared.sum(feature), golden.required("sum").asDouble(), 1e-9);
    assertNear(prepared.sumOfSquares(feature), golden.required("sum_of_squares").asDouble(), 1e-9);
    for (int i = 0; i < golden.required("first_values").size(); i++) {
      assertThat(found.prompts()[i]).isEqualTo(golden.at("/first_prompts/" + i).asInt());
      assertThat(found.positions()[i]).isEqualTo(golden.at("/first_positions/" + i).asInt());
      // A length summed in another order may move one value to the float32 beside it.
      assertNear(found.values()[i], golden.at("/first_values/" + i).asDouble(), 1.2e-7);
    }
  }

  private static void assertNear(double found, double wanted, double relative) {
    assertThat(found).isCloseTo(wanted, within(relative * Math.abs(wanted)));
  }

  @Test
  void bothFormatsHoldTheSameActivations() {
    try (var columnar = prepare(cache("columnar"), "sae");
        var delphi = prepare(cache("delphi"), "sae")) {
      assertThat(delphi.nonzeros()).isEqualTo(columnar.nonzeros());
      for (int feature = 0; feature < D_SAE; feature++) {
        var exact = columnar.feature(feature);
        var half = delphi.feature(feature);
        assertThat(half.prompts()).isEqualTo(exact.prompts());
        assertThat(half.positions()).isEqualTo(exact.positions());
        for (int i = 0; i < exact.size(); i++) {
          // float16 has 11 significant bits; below 2^-14 its steps are 2^-24.
          assertThat((double) half.values()[i])
              .isCloseTo(exact.values()[i], within(exact.values()[i] * 0x1p-11 + 0x1p-24));
        }
      }
      for (int prompt = 0; prompt < columnar.source().prompts(); prompt++) {
        for (int position = 0; position < columnar.promptLength(prompt); position++) {
          assertThat(delphi.token(prompt, position)).isEqualTo(columnar.token(prompt, position));
        }
      }
    }
  }
}
