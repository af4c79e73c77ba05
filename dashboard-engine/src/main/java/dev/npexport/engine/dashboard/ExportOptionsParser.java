package dev.npexport.engine.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.npexport.engine.dashboard.ExportOptions.FeatureSelection;
import dev.npexport.engine.dashboard.ExportOptions.HistogramScale;
import dev.npexport.engine.dashboard.ExportOptions.LogitLensNorm;
import dev.npexport.engine.dashboard.ExportOptions.NeuronpediaOptions;
import dev.npexport.engine.problem.Problem;
import dev.npexport.engine.problem.Problems;
import java.util.List;
import java.util.Optional;

/**
 * Reads an export config from JSON: defaults applied, ranges checked, and everything that is wrong
 * told at once. {@link ExportOptionsJson} is the other direction.
 */
public final class ExportOptionsParser {

  private static final int MOST_FEATURES_PER_BATCH = 65_536;

  private ExportOptionsParser() {}

  /**
   * Reads a config.
   *
   * @param config a JSON object; a missing or null node is an empty one
   * @throws dev.npexport.engine.problem.InputException with one problem for each wrong field, its
   *     name in {@link Problem#where()}
   */
  public static ExportOptions parse(JsonNode config) {
    Problems problems = new Problems();
    boolean empty = config.isMissingNode() || config.isNull();
    JsonNode object = empty ? JsonNodeFactory.instance.objectNode() : config;
    if (!object.isObject()) {
      problems.add(Problem.option("config", "expected a JSON object"));
      problems.throwIfAny();
    }
    OptionReader reader = new OptionReader(object, "", problems);
    ExportOptions options = read(reader);
    reader.refuseUnknown();
    checkSelection(options, reader);
    checkDefinitions(options, reader);
    problems.throwIfAny();
    return options;
  }

  private static ExportOptions read(OptionReader reader) {
    ExportOptions ifAbsent = ExportOptions.DEFAULTS;
    return new ExportOptions(
        reader.choice("feature_selection", ifAbsent.featureSelection()),
        reader.indices("feature_indices"),
        ranges(reader),
        reader.share("min_activation_frequency"),
        reader.share("max_activation_frequency"),
        reader.flag("include_logit_lens", ifAbsent.includeLogitLens()),
        reader.whole("logit_lens_k", 1, 100, ifAbsent.logitLensK()),
        reader.choice("logit_lens_norm", ifAbsent.logitLensNorm()),
        reader.flag("mask_unused_vocabulary", ifAbsent.maskUnusedVocabulary()),
        reader.flag("include_histograms", ifAbsent.includeHistograms()),
        reader.whole("histogram_bins", 10, 200, ifAbsent.histogramBins()),
        reader.choice("histogram_scale", ifAbsent.histogramScale()),
        reader.flag("include_top_tokens", ifAbsent.includeTopTokens()),
        reader.whole("top_tokens_k", 10, 200, ifAbsent.topTokensK()),
        reader.flag("include_examples", ifAbsent.includeExamples()),
        reader.whole("examples_per_feature", 0, 100, ifAbsent.examplesPerFeature()),
        reader.whole("example_intervals", 0, 10, ifAbsent.exampleIntervals()),
        window(reader, ifAbsent.exampleWindow()),
        reader.wholeLong("seed", ifAbsent.seed()),
        reader.flag("include_explanations", ifAbsent.includeExplanations()),
        reader.flag("include_saelens_weights", ifAbsent.includeSaelensWeights()),
        reader.flag("include_neuronpedia_import", ifAbsent.includeNeuronpediaImport()),
        reader.choice("definitions", ifAbsent.definitions()),
        reader.whole("features_per_batch", 1, MOST_FEATURES_PER_BATCH),
        neuronpedia(reader.inner("neuronpedia")));
  }

  private static int window(OptionReader reader, int ifAbsent) {
    int window = reader.whole("example_window", 0, 1024, ifAbsent);
    if (window > 0 && window < 8) {
      reader.wrong("example_window", "expected 0 (the whole prompt) or 8 to 1024, found " + window);
    }
    return window;
  }

  private static Optional<List<String>> ranges(OptionReader reader) {
    Optional<List<String>> ranges = reader.texts("feature_ranges");
    for (int i = 0; i < ranges.map(List::size).orElse(0); i++) {
      String text = ranges.orElseThrow().get(i);
      if (FeatureRange.parse(text).isEmpty()) {
        reader.wrong(
            "feature_ranges[" + i + "]",
            "expected first-last such as \"0-999\", first not above last, found \"" + text + "\"");
      }
    }
    return ranges;
  }

  private static NeuronpediaOptions neuronpedia(OptionReader reader) {
    NeuronpediaOptions options =
        new NeuronpediaOptions(
            named(reader, "model_id", NeuronpediaRules::modelId),
            named(reader, "source_set", NeuronpediaRules::sourceSet),
            named(reader, "release", name -> NeuronpediaRules.release(name, Optional.empty())),
            reader.text("creator_name"),
            reader.text("description"),
            reader.texts("urls"));
    reader.refuseUnknown();
    return options;
  }

  private static Optional<String> named(OptionReader reader, String field, NameRule rule) {
    Optional<String> name = reader.text(field);
    name.flatMap(rule::wrong).ifPresent(wrong -> reader.wrongName(field, wrong));
    return name;
  }

  private static void checkSelection(ExportOptions options, OptionReader reader) {
    boolean custom = options.featureSelection() == FeatureSelection.CUSTOM;
    if (custom) {
      refuse(reader, "min_activation_frequency", options.minActivationFrequency(), "not allowed");
      refuse(reader, "max_activation_frequency", options.maxActivationFrequency(), "not allowed");
      boolean names =
          options.featureIndices().filter(list -> !list.isEmpty()).isPresent()
              || options.featureRanges().filter(list -> !list.isEmpty()).isPresent();
      if (!names) {
        reader.wrong(
            "feature_selection",
            "custom needs at least one feature in feature_indices or feature_ranges");
      }
    } else {
      refuse(reader, "feature_indices", options.featureIndices(), "allowed only");
      refuse(reader, "feature_ranges", options.featureRanges(), "allowed only");
    }
    double least = options.minActivationFrequency().orElse(0.0);
    double most = options.maxActivationFrequency().orElse(1.0);
    if (least > most) {
      reader.wrong(
          "min_activation_frequency",
          "expected at most max_activation_frequency, found %s above %s".formatted(least, most));
    }
  }

  /** What SAEDashboard has no counterpart of cannot be computed as it does. */
  private static void checkDefinitions(ExportOptions options, OptionReader reader) {
    switch (options.definitions()) {
      case EXACT -> {
        if (options.featuresPerBatch().isPresent()) {
          reader.wrong("features_per_batch", "allowed only with definitions saedashboard");
        }
      }
      case SAEDASHBOARD -> {
        ifOtherwise(
            reader, "logit_lens_norm", options.logitLensNorm() == LogitLensNorm.NONE, "none");
        ifOtherwise(reader, "mask_unused_vocabulary", !options.maskUnusedVocabulary(), "false");
        ifOtherwise(
            reader, "histogram_scale", options.histogramScale() == HistogramScale.LINEAR, "linear");
        ifOtherwise(reader, "example_window", options.exampleWindow() == 0, "0");
      }
    }
  }

  private static void ifOtherwise(OptionReader reader, String field, boolean holds, String only) {
    if (!holds) {
      reader.wrong(field, "expected " + only + " with definitions saedashboard");
    }
  }

  private static void refuse(OptionReader reader, String field, Optional<?> value, String when) {
    if (value.isPresent()) {
      reader.wrong(field, when + " with feature_selection custom");
    }
  }

  private interface NameRule {
    Optional<String> wrong(String name);
  }
}
