package dev.npexport.engine.archive.feature;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.npexport.engine.archive.text.Numbers;
import dev.npexport.engine.archive.text.Texts;
import dev.npexport.engine.archive.text.TokenTexts;
import dev.npexport.engine.dashboard.ActivationHistograms;
import dev.npexport.engine.dashboard.ExportOptions;
import dev.npexport.engine.dashboard.FeatureDashboard;
import dev.npexport.engine.dashboard.FeatureStatistics;
import dev.npexport.engine.dashboard.TopToken;
import dev.npexport.engine.format.activation.GroupedActivations;
import dev.npexport.engine.format.label.Label;
import dev.npexport.engine.kernel.Histogram;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Writes {@code features/{index}.json}. Safe for concurrent use. */
public final class FeatureJson {

  private final TokenTexts tokens;
  private final long countedTokens;
  private final LogitLensJson logitLens;
  private final ExamplesJson examples;

  public FeatureJson(GroupedActivations activations, TokenTexts tokens, ExportOptions options) {
    this.tokens = tokens;
    this.countedTokens =
        switch (options.definitions()) {
          case EXACT -> activations.source().countedTokens();
          case SAEDASHBOARD -> activations.source().totalTokens();
        };
    this.logitLens = new LogitLensJson(tokens, options.logitLensK());
    this.examples = new ExamplesJson(activations, tokens);
  }

  /**
   * Writes one feature as one object.
   *
   * @param label its first label, where labels are included
   */
  public void write(JsonGenerator json, FeatureDashboard dashboard, Optional<Label> label)
      throws IOException {
    Numbers numbers = new Numbers(json, dashboard.featureIndex());
    json.writeStartObject();
    json.writeNumberField("feature_index", dashboard.featureIndex());
    if (label.isPresent()) {
      writeLabel(json, label.get());
    }
    writeStatistics(json, numbers, dashboard.statistics(), label.flatMap(Label::score));
    if (dashboard.logits().isPresent()) {
      logitLens.write(json, numbers, dashboard.logits().get());
    }
    if (dashboard.histograms().isPresent()) {
      writeHistogram(json, numbers, dashboard.histograms().get(), dashboard.statistics());
    }
    if (dashboard.topTokens().isPresent()) {
      writeTopTokens(json, numbers, dashboard.topTokens().get());
    }
    if (dashboard.examples().isPresent()) {
      examples.write(json, numbers, dashboard.examples().get());
    }
    json.writeEndObject();
  }

  static void writeLabel(JsonGenerator json, Label label) throws IOException {
    writeText(json, "label", label.label());
    writeText(json, "category", label.category());
    writeText(json, "description", label.description());
  }

  private static void writeText(JsonGenerator json, String field, Optional<String> text)
      throws IOException {
    if (text.isPresent()) {
      json.writeStringField(field, Texts.wellFormed(text.get()));
    }
  }

  private static void writeStatistics(
      JsonGenerator json, Numbers numbers, FeatureStatistics statistics, Optional<Double> score)
      throws IOException {
    json.writeObjectFieldStart("statistics");
    numbers.share("activation_frequency", statistics.activationFrequency());
    json.writeNumberField("activation_count", statistics.activationCount());
    numbers.fraction("max_activation", statistics.maxActivation());
    numbers.fraction("mean_activation", statistics.meanActivation());
    numbers.fraction("std_activation", statistics.stdActivation());
    if (score.isPresent()) {
      numbers.fraction("interpretability_score", score.get());
    }
    json.writeBooleanField("is_dead", statistics.isDead());
    numbers.fraction("decoder_norm", statistics.decoderNorm());
    json.writeEndObject();
  }

  private void writeHistogram(
      JsonGenerator json,
      Numbers numbers,
      ActivationHistograms histograms,
      FeatureStatistics statistics)
      throws IOException {
    json.writeObjectFieldStart("histogram");
    writeBins(numbers, histograms.histogram());
    json.writeNumberField("total_count", countedTokens);
    json.writeNumberField("nonzero_count", statistics.activationCount());
    if (!statistics.isDead()) {
      numbers.fraction("mean", statistics.meanActivation());
      numbers.fraction("std", statistics.stdActivation());
      numbers.fraction("min", statistics.minActivation());
      numbers.fraction("max", statistics.maxActivation());
    }
    json.writeBooleanField("log_scale", histograms.logScale());
    json.writeEndObject();
  }

  static void writeBins(Numbers numbers, Histogram histogram) throws IOException {
    numbers.fractions("bin_edges", histogram.edges());
    numbers.wholes("counts", histogram.counts());
  }

  private void writeTopTokens(JsonGenerator json, Numbers numbers, List<TopToken> topTokens)
      throws IOException {
    json.writeArrayFieldStart("top_tokens");
    for (TopToken token : topTokens) {
      json.writeStartObject();
      json.writeFieldName("token");
      tokens.packaged().write(json, token.tokenId());
      json.writeNumberField("token_id", token.tokenId());
      json.writeNumberField("count", token.count());
      numbers.fraction("total_activation", token.total());
      numbers.fraction("mean_activation", token.mean());
      numbers.fraction("max_activation", token.max());
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
