package dev.npexport.engine.compare;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.npexport.engine.format.file.InputFiles;
import dev.npexport.engine.format.file.JsonFiles;
import dev.npexport.engine.problem.InputException;
import dev.npexport.engine.problem.ProblemCode;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPInputStream;

/** One {@code batch-*.json} of SAEDashboard, gzipped or not. */
final class SaeDashboardBatch {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private static final int RELEASED = 3;
  private static final int HEAD = 5;
  private static final int VALUES = 4;
  private static final Writing BOUND = Writing.decimals(3);

  /** What running sums in float32 may lose of a correlation. */
  private static final double FLOAT32_SUMS = 1e-5;

  private static final Set<String> NOT_COLUMNS = Set.of("feature_index", "activations");

  private final List<ObjectNode> features;
  private final boolean released;
  private final Map<String, TokenText> pieces = new HashMap<>();

  private SaeDashboardBatch(List<ObjectNode> features, boolean released) {
    this.features = features;
    this.released = released;
  }

  /**
   * Reads a whole file.
   *
   * @throws InputException if it is not JSON with SAEDashboard's list of features
   */
  static SaeDashboardBatch read(Path path) {
    InputFiles.requireFile(path);
    JsonNode json;
    try (InputStream in = unzipped(path)) {
      json = MAPPER.readTree(in);
    } catch (JsonProcessingException e) {
      throw problem(path, "", "is not valid JSON: " + JsonFiles.reason(e));
    } catch (IOException e) {
      throw InputFiles.unreadable(path, e);
    }
    JsonNode list = json.path("features");
    if (!list.isArray() || list.isEmpty()) {
      throw problem(path, "features", "expected SAEDashboard's list of features, found none");
    }
    List<ObjectNode> features = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      if (!(list.get(i) instanceof ObjectNode feature)
          || !feature.path("feature_index").isIntegralNumber()) {
        throw problem(path, "features[" + i + "]", "expected an object with a feature_index");
      }
      features.add(feature);
    }
    features.sort(Comparator.comparingInt(f -> f.path("feature_index").asInt()));
    return new SaeDashboardBatch(features, isReleased(features));
  }

  int first() {
    return features.getFirst().path("feature_index").asInt();
  }

  int last() {
    return features.getLast().path("feature_index").asInt();
  }

  List<ComparedFeature> features() {
    return features.stream().map(this::feature).toList();
  }

  private static InputStream unzipped(Path path) throws IOException {
    InputStream in = new BufferedInputStream(Files.newInputStream(path));
    try {
      in.mark(2);
      boolean gzip = in.read() == 0x1f && in.read() == 0x8b;
      in.reset();
      return gzip ? new GZIPInputStream(in, 1 << 16) : in;
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }

  /** The release on PyPI rounds to 3 decimals, the repository's head to 5 and 4. */
  private static boolean isReleased(List<ObjectNode> features) {
    for (ObjectNode feature : features) {
      for (JsonNode value : feature.path("pos_values")) {
        if (value.decimalValue().stripTrailingZeros().scale() > RELEASED) {
          return false;
        }
      }
    }
    return true;
  }

  private ComparedFeature feature(ObjectNode json) {
    Map<String, Column> columns = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> field : json.properties()) {
      if (!NOT_COLUMNS.contains(field.getKey())) {
        columns.put(field.getKey(), new Column(field.getValue(), writing(field.getKey())));
      }
    }
    List<ComparedExample> examples = new ArrayList<>();
    for (JsonNode example : json.path("activations")) {
      examples.add(example(example));
    }
    return new ComparedFeature(
        json.path("feature_index").asInt(),
        columns,
        examples,
        released ? Writing.decimals(VALUES, RELEASED) : Writing.decimals(VALUES),
        BOUND,
        Optional.empty());
  }

  private Writing writing(String field) {
    Writing once = Writing.decimals(released ? RELEASED : HEAD);
    return switch (field) {
      case "pos_str", "neg_str" -> Writing.PIECES;
      case "frac_nonzero", "decoder_weights_dist", "vector" -> Writing.UNROUNDED;
      case "freq_hist_data_bar_values", "logits_hist_data_bar_values" ->
          released ? Writing.decimals(HEAD, RELEASED) : once;
      case "correlated_neurons_pearson",
          "correlated_neurons_l1",
          "correlated_features_pearson",
          "correlated_features_l1" ->
          once.computedWithin(FLOAT32_SUMS);
      default -> once;
    };
  }

  private ComparedExample example(JsonNode json) {
    JsonNode tokens = json.path("tokens");
    TokenText[] texts = new TokenText[tokens.size()];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = pieces.computeIfAbsent(tokens.get(i).asText(), TokenText::ofPiece);
    }
    double[] values = new double[json.path("values").size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = json.path("values").get(i).asDouble();
    }
    return new ComparedExample(
        json.path("bin_min").asDouble(),
        json.path("bin_max").asDouble(),
        json.path("bin_contains").asDouble(),
        texts,
        values,
        json.path("qualifying_token_index").asInt());
  }

  private static InputException problem(Path path, String where, String message) {
    return new InputException(ProblemCode.MALFORMED_FILE, path, where, message);
  }
}
