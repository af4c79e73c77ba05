package dev.npexport.engine.archive.feature;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.npexport.engine.archive.text.CompactJson;
import dev.npexport.engine.archive.text.Numbers;
import dev.npexport.engine.format.label.Label;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A dashboard cut into what is computed, to be kept, and the label, which may change afterwards.
 * Parts have the names of their fields in {@code features/{index}.json}.
 */
public final class DashboardParts {

  /** The computed fields, in their order. */
  public static final List<String> NAMES =
      List.of("statistics", "logit_lens", "histogram", "top_tokens", "activations");

  private static final String STATISTICS = NAMES.getFirst();

  /** First of the characters that Unicode leaves to private use. */
  private static final char ESCAPE = '\uE000';

  private static final String ESCAPED_NUL = ESCAPE + "0";
  private static final String ESCAPED_SELF = ESCAPE + "e";

  /** Numbers keep the digits that they were written with. */
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .nodeFactory(JsonNodeFactory.withExactBigDecimals(true))
          .build();

  private DashboardParts() {}

  /** The computed parts of a dashboard, as JSON texts. */
  public static Map<String, String> of(byte[] dashboard) {
    try {
      JsonNode tree = JSON.readTree(dashboard);
      Map<String, String> parts = new LinkedHashMap<>();
      for (String name : NAMES) {
        if (tree.has(name)) {
          parts.put(name, JSON.writeValueAsString(withoutNul(tree.path(name))));
        }
      }
      return parts;
    } catch (IOException e) {
      throw new UncheckedIOException("a dashboard that cannot be read", e);
    }
  }

  /** The dashboard with a label; equal, as JSON, to what an export with it would write. */
  public static byte[] join(int feature, Optional<Label> label, Map<String, String> parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = CompactJson.generator(out)) {
      json.writeStartObject();
      json.writeNumberField("feature_index", feature);
      if (label.isPresent()) {
        FeatureJson.writeLabel(json, label.get());
      }
      for (String name : NAMES) {
        String part = parts.get(name);
        if (part != null) {
          json.writeFieldName(name);
          json.writeRawValue(
              name.equals(STATISTICS)
                  ? scored(part, feature, label.flatMap(Label::score))
                  : withNul(part));
        }
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return out.toByteArray();
  }

  /** Texts as PostgreSQL's JSON can hold them, which has no U+0000; tokens may be one. */
  private static JsonNode withoutNul(JsonNode node) {
    return switch (node) {
      case TextNode text
          when text.textValue().indexOf('\0') >= 0 || text.textValue().indexOf(ESCAPE) >= 0 ->
          TextNode.valueOf(
              text.textValue().replace(ESCAPE + "", ESCAPED_SELF).replace("\0", ESCAPED_NUL));
      case ArrayNode list -> {
        for (int i = 0; i < list.size(); i++) {
          list.set(i, withoutNul(list.get(i)));
        }
        yield list;
      }
      case ObjectNode object -> {
        object.properties().forEach(field -> field.setValue(withoutNul(field.getValue())));
        yield object;
      }
      default -> node;
    };
  }

  /** The opposite, in JSON text, where the escape character stands in strings only. */
  private static String withNul(String json) {
    return json.indexOf(ESCAPE) < 0
        ? json
        : json.replace(ESCAPED_NUL, "\\u0000").replace(ESCAPED_SELF, ESCAPE + "");
  }

  /** The score is the one number in a dashboard that is the label's. */
  private static String scored(String statistics, int feature, Optional<Double> score)
      throws IOException {
    if (score.isEmpty()) {
      return statistics;
    }
    ByteArrayOutputStream field = new ByteArrayOutputStream();
    try (JsonGenerator json = CompactJson.generator(field)) {
      json.writeStartObject();
      new Numbers(json, feature).fraction("interpretability_score", score.get());
      json.writeEndObject();
    }
    String added = field.toString(StandardCharsets.UTF_8);
    return added.substring(0, added.length() - 1)
        + ", "
        + statistics.substring(statistics.indexOf('{') + 1);
  }
}
