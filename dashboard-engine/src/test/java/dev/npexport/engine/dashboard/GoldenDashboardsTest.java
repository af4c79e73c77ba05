package dev.npexport.engine.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.npexport.engine.ProgressListener;
import dev.npexport.engine.format.activation.ActivationCaches;
import dev.npexport.engine.format.activation.prepare.PrepareRequest;
import dev.npexport.engine.format.activation.prepare.PreparedActivations;
import dev.npexport.engine.format.model.LanguageModels;
import dev.npexport.engine.format.sae.FoldedDecoder;
import dev.npexport.engine.format.sae.SaeFormats;
import dev.npexport.engine.kernel.Histogram;
import dev.npexport.engine.kernel.ProjectionBackend;
import dev.npexport.engine.kernel.nd4j.Nd4jBackend;
import dev.npexport.engine.kernel.reference.ReferenceBackend;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Features of the shipped sample against numbers that {@code tools/golden/dashboards.py} computed
 * from the definitions in NumPy.
 */
class GoldenDashboardsTest {

  private static final Path SAMPLE = Path.of("../samples/small");
  private static final String LINEAR = "linear";
  private static final String LOG = "log";

  @TempDir private static Path work;

  private static JsonNode golden;
  private static final Map<String, List<FeatureDashboard>> DASHBOARDS = new HashMap<>();

  @BeforeAll
  static void computeFeatures() throws IOException {
    var json = new ObjectMapper();
    golden = json.readTree(GoldenDashboardsTest.class.getResource("/golden/dashboards.json"));
    int[] selected =
        golden.get("features").findValuesAsText("feature").stream()
            .mapToInt(Integer::parseInt)
            .toArray();
    for (var scale : List.of(LINEAR, LOG)) {
      var config = golden.get("parameters").<ObjectNode>deepCopy();
      config.put("histogram_scale", scale);
      var options = ExportOptionsParser.parse(config);
      DASHBOARDS.put(scale, build(new ReferenceBackend(), options, selected));
    }
    DASHBOARDS.put(
        "nd4j",
        build(new Nd4jBackend(), ExportOptionsParser.parse(golden.get("parameters")), selected));
  }

  @Test
  void statisticsAgree() {
    forEach(
        LINEAR,
        (row, dashboard) -> {
          var statistics = dashboard.statistics();
          assertThat(statistics.activationCount()).isEqualTo(row.get("count").asLong());
          assertThat(statistics.isDead()).isEqualTo(row.get("count").asLong() == 0);
          assertClose(statistics.decoderNorm(), row.get("decoder_norm").asDouble());
          if (!statistics.isDead()) {
            assertClose(statistics.activationFrequency(), row.get("frequency").asDouble());
            assertClose(statistics.maxActivation(), row.get("max").asDouble());
            assertClose(statistics.meanActivation(), row.get("mean").asDouble());
            assertClose(statistics.stdActivation(), row.get("std").asDouble());
          }
        });
  }

  @Test
  void logitsAgree() {
    for (var run : List.of(LINEAR, "nd4j")) {
      forEach(
          run,
          (row, dashboard) -> {
            var expected = row.get("logits");
            var logits = dashboard.logits().orElseThrow();
            assertThat(logits.topIds()).isEqualTo(ints(expected.get("top_ids")));
            assertThat(logits.bottomIds()).isEqualTo(ints(expected.get("bottom_ids")));
            assertClose(logits.topValues(), doubles(expected.get("top_values")));
            assertClose(logits.bottomValues(), doubles(expected.get("bottom_values")));
            assertThat(logits.mean()).isCloseTo(expected.get("mean").asDouble(), within(1e-12));
            assertThat(logits.std()).isCloseTo(expected.get("std").asDouble(), within(1e-6));
            assertSame(logits.histogram().orElseThrow(), expected.get("histogram"));
            assertSame(logits.rowHistogram().orElseThrow(), expected.get("histogram"));
          });
    }
  }

  @Test
  void activationHistogramsAgree() {
    forEachLive(
        LINEAR,
        (row, dashboard) -> {
          assertSame(dashboard.histograms().orElseThrow().histogram(), row.get("linear"));
          assertSame(dashboard.histograms().orElseThrow().row(), row.get("linear"));
        });
    forEachLive(
        LOG,
        (row, dashboard) -> {
          assertSame(dashboard.histograms().orElseThrow().histogram(), row.get("log"));
          assertSame(dashboard.histograms().orElseThrow().row(), row.get("linear"));
        });
  }

  @Test
  void topTokensAgree() {
    forEachLive(
        LINEAR,
        (row, dashboard) -> {
          var tokens = dashboard.topTokens().orElseThrow();
          assertThat(tokens).hasSize(row.get("top_tokens").size());
          for (int i = 0; i < tokens.size(); i++) {
            double[] expected = doubles(row.get("top_tokens").get(i));
            assertThat(tokens.get(i).tokenId()).isEqualTo((int) expected[0]);
            assertThat(tokens.get(i).count()).isEqualTo((long) expected[1]);
            assertClose(tokens.get(i).total(), expected[2]);
            assertClose(tokens.get(i).mean(), expected[2] / expected[1]);
            assertClose(tokens.get(i).max(), expected[3]);
          }
        });
  }

  @Test
  void examplesAgree() {
    forEachLive(
        LINEAR,
        (row, dashboard) -> {
          var examples = dashboard.examples().orElseThrow();
          assertThat(examples).hasSize(row.get("examples").size());
          double max = row.get("max").asDouble();
          for (int i = 0; i < examples.size(); i++) {
            int[] expected = ints(row.get("examples").get(i));
            var example = examples.get(i);
            assertThat(new int[] {example.promptIndex(), example.position()})
                .isEqualTo(Arrays.copyOf(expected, 2));
            assertThat(example.interval().isPresent()).isEqualTo(expected[2] > 0);
            example
                .interval()
                .ifPresent(
                    interval -> {
                      assertThat(interval.lower()).isEqualTo(max * (expected[2] - 1) / 5);
                      assertThat(interval.upper()).isEqualTo(max * expected[2] / 5);
                      assertClose(
                          interval.contains(), row.get("contains").get(expected[2] - 1).asDouble());
                    });
          }
        });
  }

  @Test
  void neighboursAndAlignmentAgree() {
    forEach(
        LINEAR,
        (row, dashboard) -> {
          assertRanked(dashboard.neighbours(), row.get("neighbours"));
          assertRanked(dashboard.alignment(), row.get("alignment"));
          assertClose(dashboard.alignment().l1(), doubles(row.get("alignment").get("l1")));
        });
  }

  @Test
  void correlatedFeaturesAgree() {
    forEachLive(
        LINEAR,
        (row, dashboard) -> {
          assertRanked(dashboard.correlatedFeatures(), row.get("correlated"));
          assertClose(
              dashboard.correlatedFeatures().l1(), doubles(row.get("correlated").get("l1")));
        });
  }

  private interface Comparison {
    void compare(JsonNode row, FeatureDashboard dashboard);
  }

  private static void forEach(String run, Comparison comparison) {
    var rows = golden.get("features");
    for (int i = 0; i < rows.size(); i++) {
      comparison.compare(rows.get(i), DASHBOARDS.get(run).get(i));
    }
  }

  private static void forEachLive(String run, Comparison comparison) {
    forEach(
        run,
        (row, dashboard) -> {
          if (row.get("count").asLong() > 0) {
            comparison.compare(row, dashboard);
          }
        });
  }

  private static List<FeatureDashboard> build(
      ProjectionBackend backend, ExportOptions options, int[] selected) {
    var dashboards = new ArrayList<FeatureDashboard>();
    try (var sae = SaeFormats.open(SAMPLE.resolve("sae"));
        var model = LanguageModels.open(SAMPLE.resolve("model"))) {
      var decoder = FoldedDecoder.of(sae);
      double[] norms = IntStream.range(0, decoder.rows()).mapToDouble(decoder::norm).toArray();
      var request =
          new PrepareRequest(
              norms,
              decoder.folds(),
              model.vocabulary().specialIds(),
              model.unembeddingRows().rows());
      try (var cache =
              ActivationCaches.open(
                  SAMPLE.resolve("activations/columnar.safetensors"),
                  OptionalInt.of(norms.length));
          var activations =
              PreparedActivations.prepare(cache, request, work, "golden", () -> false);
          var unembedding = backend.open(model.unembeddingRows(), new BitSet());
          var neighbours = DecoderNeighbours.open(backend, decoder)) {
        var inputs =
            new DashboardInputs(
                activations,
                Optional.empty(),
                Optional.empty(),
                decoder,
                model.toResidual(decoder, sae.config().writesTo().orElseThrow()),
                decoder::norm,
                Optional.of(unembedding),
                Optional.of(neighbours),
                OptionalInt.empty());
        new DashboardBuilder(inputs, options, 2)
            .build(selected, 0, selected.length, ProgressListener.NONE, dashboards::add);
      }
    }
    return dashboards;
  }

  private static void assertSame(Histogram actual, JsonNode expected) {
    assertClose(actual.edges(), doubles(expected.get("edges")));
    assertThat(actual.counts())
        .isEqualTo(IntStream.of(ints(expected.get("counts"))).asLongStream().toArray());
  }

  private static void assertRanked(RankedFeatures actual, JsonNode expected) {
    assertThat(actual.indices()).isEqualTo(ints(expected.get("indices")));
    assertClose(actual.values(), doubles(expected.get("values")));
  }

  private static void assertClose(double[] actual, double[] expected) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < actual.length; i++) {
      assertClose(actual[i], expected[i]);
    }
  }

  private static void assertClose(double actual, double expected) {
    assertThat(actual).isCloseTo(expected, within(1e-11 * Math.max(1, Math.abs(expected))));
  }

  private static int[] ints(JsonNode array) {
    return IntStream.range(0, array.size()).map(i -> array.get(i).asInt()).toArray();
  }

  private static double[] doubles(JsonNode array) {
    return IntStream.range(0, array.size()).mapToDouble(i -> array.get(i).asDouble()).toArray();
  }
}
