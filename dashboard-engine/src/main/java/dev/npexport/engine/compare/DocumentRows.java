package dev.npexport.engine.compare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the rows of a feature would say, as far as its {@code features/{index}.json} does. */
final class DocumentRows {

  private static final int LOGITS = 10;
  private static final int ROW_BINS = 50;

  private DocumentRows() {}

  /** The feature with the rows of its document where it has none. */
  static ComparedFeature filledIn(ComparedFeature feature) {
    return feature.columns().isEmpty()
        ? feature.document().map(json -> of(feature.index(), json)).orElse(feature)
        : withoutDocument(feature);
  }

  private static ComparedFeature withoutDocument(ComparedFeature feature) {
    return new ComparedFeature(
        feature.index(),
        feature.columns(),
        feature.examples(),
        feature.values(),
        feature.bounds(),
        Optional.empty());
  }

  private static ComparedFeature of(int index, JsonNode json) {
    Map<String, Column> columns = new LinkedHashMap<>();
    put(columns, "frac_nonzero", json.path("statistics").path("activation_frequency"));
    JsonNode lens = json.path("logit_lens");
    if (lens.isObject()) {
      put(columns, "pos_str", list(lens.path("top_positive"), "token"));
      put(columns, "pos_values", list(lens.path("top_positive"), "value"));
      put(columns, "neg_str", list(lens.path("top_negative"), "token"));
      put(columns, "neg_values", list(lens.path("top_negative"), "value"));
      histogram(columns, "logits_hist_data", lens.path("histogram"));
    }
    histogram(columns, "freq_hist_data", json.path("histogram"));
    List<ComparedExample> examples = new ArrayList<>();
    for (JsonNode example : json.path("activations")) {
      examples.add(example(example, json.path("statistics").path("max_activation").asDouble()));
    }
    return new ComparedFeature(
        index, columns, examples, Writing.UNROUNDED, Writing.UNROUNDED, Optional.empty());
  }

  private static void put(Map<String, Column> columns, String field, JsonNode value) {
    if (!value.isMissingNode()) {
      columns.put(field, new Column(value, Writing.UNROUNDED));
    }
  }

  private static ArrayNode list(JsonNode entries, String field) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    for (int i = 0; i < Math.min(LOGITS, entries.size()); i++) {
      list.add(entries.get(i).path(field));
    }
    return list;
  }

  private static void histogram(Map<String, Column> columns, String prefix, JsonNode histogram) {
    JsonNode counts = histogram.path("counts");
    if (counts.size() != ROW_BINS && !(counts.isArray() && counts.isEmpty())) {
      return;
    }
    JsonNode edges = histogram.path("bin_edges");
    ArrayNode centres = JsonNodeFactory.instance.arrayNode();
    for (int i = 0; i < counts.size(); i++) {
      centres.add((edges.path(i).asDouble() + edges.path(i + 1).asDouble()) / 2);
    }
    put(columns, prefix + "_bar_heights", counts);
    put(columns, prefix + "_bar_values", centres);
  }

  private static ComparedExample example(JsonNode json, double max) {
    boolean top = json.path("group").asText().equals("top");
    JsonNode tokens = json.path("tokens");
    TokenText[] texts = new TokenText[tokens.size()];
    double[] values = new double[json.path("values").size()];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = TokenText.ofText(tokens.get(i).asText());
    }
    for (int i = 0; i < values.length; i++) {
      values[i] = json.path("values").get(i).asDouble();
    }
    return new ComparedExample(
        top ? -1 : json.path("bin_min").asDouble(),
        top ? max : json.path("bin_max").asDouble(),
        top ? -1 : json.path("bin_contains").asDouble(),
        texts,
        values,
        json.path("max_index").asInt());
  }
}
