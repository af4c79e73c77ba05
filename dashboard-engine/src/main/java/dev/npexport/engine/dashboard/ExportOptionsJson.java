package dev.npexport.engine.dashboard;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.npexport.engine.dashboard.ExportOptions.NeuronpediaOptions;

/**
 * Writes an export config as JSON, the opposite of {@link ExportOptionsParser}: every field with
 * its value; what has no default appears only where it was given.
 */
public final class ExportOptionsJson {

  private ExportOptionsJson() {}

  /** The config as {@code parameters} of metadata.json shows it. */
  public static ObjectNode parameters(ExportOptions options) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("feature_selection", OptionReader.wire(options.featureSelection()));
    options.featureIndices().ifPresent(l -> l.forEach(json.putArray("feature_indices")::add));
    options.featureRanges().ifPresent(l -> l.forEach(json.putArray("feature_ranges")::add));
    options.minActivationFrequency().ifPresent(v -> json.put("min_activation_frequency", v));
    options.maxActivationFrequency().ifPresent(v -> json.put("max_activation_frequency", v));
    json.put("include_logit_lens", options.includeLogitLens());
    json.put("logit_lens_k", options.logitLensK());
    json.put("logit_lens_norm", OptionReader.wire(options.logitLensNorm()));
    json.put("mask_unused_vocabulary", options.maskUnusedVocabulary());
    json.put("include_histograms", options.includeHistograms());
    json.put("histogram_bins", options.histogramBins());
    json.put("histogram_scale", OptionReader.wire(options.histogramScale()));
    json.put("include_top_tokens", options.includeTopTokens());
    json.put("top_tokens_k", options.topTokensK());
    json.put("include_examples", options.includeExamples());
    json.put("examples_per_feature", options.examplesPerFeature());
    json.put("example_intervals", options.exampleIntervals());
    json.put("example_window", options.exampleWindow());
    json.put("seed", options.seed());
    json.put("include_explanations", options.includeExplanations());
    json.put("include_saelens_weights", options.includeSaelensWeights());
    json.put("include_neuronpedia_import", options.includeNeuronpediaImport());
    json.put("definitions", OptionReader.wire(options.definitions()));
    options.featuresPerBatch().ifPresent(v -> json.put("features_per_batch", v));
    json.set("neuronpedia", neuronpedia(options.neuronpedia()));
    return json;
  }

  private static ObjectNode neuronpedia(NeuronpediaOptions options) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    options.modelId().ifPresent(v -> json.put("model_id", v));
    options.sourceSet().ifPresent(v -> json.put("source_set", v));
    options.release().ifPresent(v -> json.put("release", v));
    options.creatorName().ifPresent(v -> json.put("creator_name", v));
    options.description().ifPresent(v -> json.put("description", v));
    options.urls().ifPresent(l -> l.forEach(json.putArray("urls")::add));
    return json;
  }
}
