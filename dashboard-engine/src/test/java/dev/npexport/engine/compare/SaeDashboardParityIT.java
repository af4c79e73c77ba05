package dev.npexport.engine.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.npexport.engine.ExportRequest;
import dev.npexport.engine.InputPaths;
import dev.npexport.engine.NpexportEngine;
import dev.npexport.engine.ProgressListener;
import dev.npexport.engine.dashboard.ExportOptionsParser;
import dev.npexport.engine.format.activation.ActivationCaches;
import dev.npexport.engine.format.activation.GroupedActivations;
import dev.npexport.engine.format.activation.prepare.PrepareRequest;
import dev.npexport.engine.format.activation.prepare.PreparedActivations;
import dev.npexport.engine.format.model.LanguageModels;
import dev.npexport.engine.format.sae.FoldedDecoder;
import dev.npexport.engine.format.sae.SaeFormats;
import dev.npexport.engine.kernel.ProjectionBackends;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An archive of the sample in the {@code saedashboard} definitions against what SAEDashboard 0.8.0
 * itself made of the same model, SAE and prompts: every field of all 128 features.
 */
class SaeDashboardParityIT {

  private static final Path SAMPLE = Path.of("../samples/small");
  private static final Path BATCHES = SAMPLE.resolve("saedashboard");
  private static final String LOGIT_COUNTS = "logits_hist_data_bar_heights";

  /** torch's float32 logits are up to 4.3e-7 away from those of float64 here. */
  private static final double FLOAT32_ERROR = 5e-7;

  @TempDir private static Path work;

  private static ComparisonReport report;

  @BeforeAll
  static void exportAndCompare() throws Exception {
    var archive =
        export(
            """
            {"definitions": "saedashboard", "features_per_batch": 64,
             "feature_selection": "custom", "feature_ranges": ["0-127"]}
            """);
    report = Comparison.compare(List.of(archive), List.of(BATCHES), 0);
  }

  @Test
  void everyFieldAgreesAtTheRoundingOfTheRelease() {
    assertThat(report.compared()).isEqualTo(128);
    assertThat(report.fields())
        .allSatisfy(field -> assertThat(field.different()).as(field.toString()).isZero());
    assertThat(report.isEqual()).isTrue();
  }

  /** Each is the count of one bin, and one of its neighbour, for each logit on an edge. */
  @Test
  void theOnlyLogitsCountedElsewhereLieOnAnEdge() throws Exception {
    var counts =
        report.fields().stream()
            .filter(field -> field.field().equals(LOGIT_COUNTS))
            .findFirst()
            .orElseThrow();
    assertThat(counts.ties()).isLessThanOrEqualTo(2L * requireCountsOfTrueLogits());
  }

  /**
   * Holds SAEDashboard's counts to float64 logits: below each edge it has counted all that lie
   * clearly below, and none that lie clearly above.
   *
   * @return logits that lie as near to an edge as float32 sums of 128 products here err
   */
  private static int requireCountsOfTrueLogits() throws Exception {
    int onAnEdge = 0;
    try (var sae = SaeFormats.open(SAMPLE.resolve("sae"));
        var model = LanguageModels.open(SAMPLE.resolve("model"))) {
      var decoder = FoldedDecoder.of(sae);
      var unembedding = model.unembeddingRows();
      double[][] vocabulary = new double[unembedding.rows()][unembedding.width()];
      for (int token = 0; token < vocabulary.length; token++) {
        unembedding.read(token, vocabulary[token]);
      }
      double[] row = new double[decoder.width()];
      for (var feature : goldenFeatures()) {
        int index = feature.path("feature_index").asInt();
        decoder.read(index, row);
        double[] logits =
            Arrays.stream(vocabulary)
                .mapToDouble(
                    token ->
                        IntStream.range(0, row.length).mapToDouble(i -> row[i] * token[i]).sum())
                .sorted()
                .toArray();
        double low = logits[0];
        double width = (logits[logits.length - 1] - low) / 50;
        long counted = 0;
        for (int bin = 0; bin < 49; bin++) {
          counted += feature.path(LOGIT_COUNTS).get(bin).asLong();
          double edge = low + (bin + 1) * width;
          long below = Arrays.stream(logits).filter(x -> x < edge - FLOAT32_ERROR).count();
          long notAbove = Arrays.stream(logits).filter(x -> x <= edge + FLOAT32_ERROR).count();
          assertThat(counted).as("feature %d bin %d", index, bin).isBetween(below, notAbove);
          onAnEdge += (int) (notAbove - below);
        }
      }
    }
    return onAnEdge;
  }

  @Test
  void nothingThatSaeDashboardWritesIsLeftOut() {
    assertThat(report.fieldsOnlyInB()).containsExactly("dataset");
    assertThat(report.fields())
        .extracting(FieldResult::field)
        .contains(
            "neuron_alignment_indices",
            "correlated_neurons_indices",
            "correlated_features_indices",
            "pos_str",
            "neg_values",
            "frac_nonzero",
            "freq_hist_data_bar_heights",
            "logits_hist_data_bar_values",
            "activations.values",
            "activations.bin_contains");
    assertThat(report.fields()).allMatch(field -> field.compared() >= 128);
  }

  /**
   * SAEDashboard's own random rows, each against the prompt it is of: all values are the cache's,
   * the place lies in the interval it was drawn from, and a group has five rows or all there are.
   */
  @Test
  void everyRowOfSaeDashboardIsOneThatOursCouldHaveBeen() throws Exception {
    var json = new ObjectMapper();
    var vocabulary =
        json.readTree(SAMPLE.resolve("model/tokenizer.json").toFile()).path("model").path("vocab");
    try (var cache = openCache()) {
      var prompts = new HashMap<List<Integer>, Integer>();
      for (int prompt = 0; prompt < cache.source().prompts(); prompt++) {
        prompts.put(shown(cache, prompt), prompt);
      }
      for (var feature : goldenFeatures()) {
        requireDrawnFromItsSets(feature, cache, prompts, vocabulary);
      }
    }
  }

  private static void requireDrawnFromItsSets(
      JsonNode feature,
      GroupedActivations cache,
      Map<List<Integer>, Integer> prompts,
      JsonNode vocabulary) {
    var active = cache.feature(feature.path("feature_index").asInt());
    var rows = new HashMap<String, Integer>();
    for (var row : feature.path("activations")) {
      var ids = new ArrayList<Integer>();
      row.path("tokens").forEach(token -> ids.add(vocabulary.path(token.asText()).asInt(0)));
      int prompt = prompts.get(ids);
      double[] values = new double[ids.size() + 1];
      for (int i = 0; i < active.size(); i++) {
        if (active.prompts()[i] == prompt) {
          values[active.positions()[i]] = active.values()[i];
        }
      }
      for (int i = 0; i < ids.size(); i++) {
        assertThat(row.path("values").get(i).asDouble()).isCloseTo(values[i + 1], within(5.6e-4));
      }
      double low = row.path("bin_min").asDouble();
      double high = row.path("bin_max").asDouble();
      if (low >= 0) {
        assertThat(values[row.path("qualifying_token_index").asInt() + 1])
            .isBetween(low - 5.1e-4, high + 5.1e-4);
        rows.merge(low + " " + high, 1, Integer::sum);
      }
    }
    rows.forEach(
        (interval, size) -> {
          var bounds = interval.split(" ");
          float low = Float.parseFloat(bounds[0]) - 5.1e-4f;
          float high = Float.parseFloat(bounds[1]) + 5.1e-4f;
          long inside =
              IntStream.range(0, active.size())
                  .filter(i -> low <= active.values()[i] && active.values()[i] <= high)
                  .count();
          assertThat(size).isEqualTo(low <= 0 ? 5 : (int) Math.min(5, inside));
        });
  }

  private static List<JsonNode> goldenFeatures() throws Exception {
    var features = new ArrayList<JsonNode>();
    for (var name : List.of("batch-0.json.gz", "batch-1.json.gz")) {
      try (var in = new GZIPInputStream(Files.newInputStream(BATCHES.resolve(name)))) {
        new ObjectMapper().readTree(in).path("features").forEach(features::add);
      }
    }
    return features;
  }

  private static List<Integer> shown(GroupedActivations cache, int prompt) {
    return IntStream.range(1, cache.promptLength(prompt))
        .mapToObj(position -> cache.token(prompt, position))
        .toList();
  }

  private static GroupedActivations openCache() {
    double[] unit = new double[1024];
    Arrays.fill(unit, 1);
    try (var cache =
        ActivationCaches.open(
            SAMPLE.resolve("activations/columnar.safetensors"), OptionalInt.of(unit.length))) {
      return PreparedActivations.prepare(
          cache,
          new PrepareRequest(unit, false, new int[0], 4096),
          work.resolve("rows"),
          "rows",
          () -> false);
    }
  }

  private static Path export(String config) throws Exception {
    var paths =
        new InputPaths(
            SAMPLE.resolve("sae"),
            SAMPLE.resolve("model"),
            SAMPLE.resolve("activations/columnar.safetensors"),
            Optional.empty(),
            Optional.of(SAMPLE.resolve("activations/dense.safetensors")));
    try (var engine = new NpexportEngine(ProjectionBackends.choose(), 2)) {
      var facts = engine.describe(paths);
      var request =
          new ExportRequest(
              facts.saeId(),
              "sample",
              paths,
              facts.fingerprints(),
              ExportOptionsParser.parse(new ObjectMapper().readTree(config)),
              Instant.EPOCH,
              work.resolve("prepared"));
      var plan = engine.plan(request, ProgressListener.NONE);
      var shards = new ArrayList<Path>();
      for (var shard : plan.shards()) {
        var folder = work.resolve("shard-" + shard.number());
        engine.computeShard(request, shard, folder, ProgressListener.NONE);
        shards.add(folder);
      }
      return engine
          .packageArchive(request, plan, shards, work.resolve("archive.zip"), ProgressListener.NONE)
          .path();
    }
  }
}
