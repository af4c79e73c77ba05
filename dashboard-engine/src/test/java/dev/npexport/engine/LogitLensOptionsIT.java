package dev.npexport.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.npexport.engine.dashboard.ExportOptionsParser;
import dev.npexport.engine.format.model.LanguageModel;
import dev.npexport.engine.format.model.LanguageModels;
import dev.npexport.engine.format.sae.Sae;
import dev.npexport.engine.format.sae.SaeFormats;
import dev.npexport.engine.format.safetensors.SafetensorsFile;
import dev.npexport.engine.kernel.DotProduct;
import dev.npexport.engine.kernel.ProjectionBackends;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code logit_lens_norm} and {@code mask_unused_vocabulary}, from the request to the numbers,
 * against the definitions in plain loops. The sample's tokenizer has lost a few of its tokens here.
 */
class LogitLensOptionsIT {

  private static final Path SAMPLE = Path.of("../samples/small");
  private static final int FEATURE = 100;
  private static final int LAST_KNOWN = 4090;
  private static final int LOST_IN_THE_MIDDLE = 17;

  @TempDir Path work;

  private InputPaths paths;

  @BeforeEach
  void takeTokensFromTheTokenizer() throws IOException {
    Path model = Files.createDirectories(work.resolve("model"));
    try (Stream<Path> files = Files.list(SAMPLE.resolve("model"))) {
      for (Path file : files.toList()) {
        Files.copy(file, model.resolve(file.getFileName()));
      }
    }
    ObjectMapper json = new ObjectMapper();
    Path tokenizer = model.resolve("tokenizer.json");
    JsonNode content = json.readTree(tokenizer.toFile());
    ObjectNode vocabulary = (ObjectNode) content.at("/model/vocab");
    List<String> lost = new ArrayList<>();
    vocabulary
        .properties()
        .forEach(
            entry -> {
              int id = entry.getValue().intValue();
              if (id > LAST_KNOWN || id == LOST_IN_THE_MIDDLE) {
                lost.add(entry.getKey());
              }
            });
    vocabulary.remove(lost);
    Files.delete(tokenizer);
    json.writeValue(tokenizer.toFile(), content);
    paths =
        new InputPaths(
            SAMPLE.resolve("sae"),
            model,
            SAMPLE.resolve("activations/columnar.safetensors"),
            Optional.empty());
  }

  @Test
  void rawLogitsAreOfEveryRow() throws IOException {
    assertIsTheLensOf(lens("{}"), logits(false), IntStream.range(0, 4096).toArray());
  }

  @Test
  void theFinalNormScalesEveryDimension() throws IOException {
    assertIsTheLensOf(
        lens("{'logit_lens_norm': 'final'}"), logits(true), IntStream.range(0, 4096).toArray());
  }

  @Test
  void rowsWithoutATokenAreInNoTableMeanOrHistogram() throws IOException {
    assertIsTheLensOf(lens("{'mask_unused_vocabulary': true}"), logits(false), known());
  }

  @Test
  void bothGoTogether() throws IOException {
    assertIsTheLensOf(
        lens("{'logit_lens_norm': 'final', 'mask_unused_vocabulary': true}"),
        logits(true),
        known());
  }

  private static int[] known() {
    return IntStream.rangeClosed(0, LAST_KNOWN).filter(id -> id != LOST_IN_THE_MIDDLE).toArray();
  }

  private JsonNode lens(String config) throws IOException {
    ObjectMapper json = new ObjectMapper();
    try (NpexportEngine engine = new NpexportEngine(ProjectionBackends.choose(), 1)) {
      InputFacts facts = engine.describe(paths);
      ExportRequest request =
          new ExportRequest(
              facts.saeId(),
              "sample",
              paths,
              facts.fingerprints(),
              ExportOptionsParser.parse(json.readTree(config.replace('\'', '"'))),
              Instant.EPOCH,
              work.resolve("prepared"));
      return json.readTree(engine.dashboard(request, FEATURE)).get("logit_lens");
    }
  }

  /** Every logit of the feature; the sample's decoder rows have length 1 but for rounding. */
  private static double[] logits(boolean normed) {
    try (Sae sae = SaeFormats.open(SAMPLE.resolve("sae"));
        LanguageModel model = LanguageModels.open(SAMPLE.resolve("model"));
        SafetensorsFile weights = SafetensorsFile.open(SAMPLE.resolve("model/model.safetensors"))) {
      double[] direction = new double[sae.decoder().width()];
      sae.decoder().read(FEATURE, direction);
      double length = DotProduct.length(direction, direction.length);
      for (int i = 0; i < direction.length; i++) {
        double scale = normed ? weights.require("transformer.ln_f.weight").getDouble(i) : 1;
        direction[i] = direction[i] / length * scale;
      }
      double[] row = new double[direction.length];
      double[] logits = new double[model.unembeddingRows().rows()];
      for (int id = 0; id < logits.length; id++) {
        model.unembeddingRows().read(id, row);
        for (int i = 0; i < row.length; i++) {
          logits[id] += direction[i] * row[i];
        }
      }
      return logits;
    }
  }

  private static void assertIsTheLensOf(JsonNode lens, double[] logits, int[] ids) {
    assertIsTop(lens.get("top_positive"), logits, ids, -1);
    assertIsTop(lens.get("top_negative"), logits, ids, 1);
    double mean = IntStream.of(ids).mapToDouble(id -> logits[id]).average().orElseThrow();
    double spread = IntStream.of(ids).mapToDouble(id -> Math.pow(logits[id] - mean, 2)).sum();
    assertThat(lens.get("mean").asDouble()).isCloseTo(mean, within(1e-6));
    assertThat(lens.get("std").asDouble()).isCloseTo(Math.sqrt(spread / ids.length), within(1e-6));
    JsonNode edges = lens.at("/histogram/bin_edges");
    assertThat(edges.get(0).asDouble())
        .isCloseTo(
            IntStream.of(ids).mapToDouble(id -> logits[id]).min().orElseThrow(), within(1e-6));
    assertThat(edges.get(edges.size() - 1).asDouble())
        .isCloseTo(
            IntStream.of(ids).mapToDouble(id -> logits[id]).max().orElseThrow(), within(1e-6));
    long counted = lens.at("/histogram/counts").valueStream().mapToLong(JsonNode::asLong).sum();
    assertThat(counted).isEqualTo(ids.length);
  }

  private static void assertIsTop(JsonNode entries, double[] logits, int[] ids, int sign) {
    List<Integer> expected =
        IntStream.of(ids)
            .boxed()
            .sorted(
                Comparator.<Integer>comparingDouble(id -> sign * logits[id])
                    .thenComparingInt(x -> x))
            .limit(20)
            .toList();
    assertThat(entries.valueStream().map(entry -> entry.get("token_id").asInt()))
        .containsExactlyElementsOf(expected);
    for (int i = 0; i < expected.size(); i++) {
      assertThat(entries.get(i).get("value").asDouble())
          .isCloseTo(logits[expected.get(i)], within(1e-5));
    }
  }
}
