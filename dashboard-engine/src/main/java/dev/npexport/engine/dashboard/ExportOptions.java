package dev.npexport.engine.dashboard;

import java.util.List;
import java.util.Optional;

/**
 * The export config: every field by its wire name in snake case, defaults applied and ranges
 * checked by {@code ExportOptionsParser}.
 *
 * @param featureIndices and {@code featureRanges}: only with {@link FeatureSelection#CUSTOM};
 *     ranges are "0-999", both ends inclusive
 * @param logitLensK 1–100
 * @param histogramBins 10–200
 * @param topTokensK 10–200
 * @param examplesPerFeature 0–100
 * @param exampleIntervals 0–10, each of 5 examples
 * @param exampleWindow 0 for the whole prompt, else 8–1024 tokens on each side
 * @param featuresPerBatch only with {@link Definitions#SAEDASHBOARD}: the size of the batches that
 *     SAEDashboard looks for correlated features in
 */
public record ExportOptions(
    FeatureSelection featureSelection,
    Optional<List<Integer>> featureIndices,
    Optional<List<String>> featureRanges,
    Optional<Double> minActivationFrequency,
    Optional<Double> maxActivationFrequency,
    boolean includeLogitLens,
    int logitLensK,
    LogitLensNorm logitLensNorm,
    boolean maskUnusedVocabulary,
    boolean includeHistograms,
    int histogramBins,
    HistogramScale histogramScale,
    boolean includeTopTokens,
    int topTokensK,
    boolean includeExamples,
    int examplesPerFeature,
    int exampleIntervals,
    int exampleWindow,
    long seed,
    boolean includeExplanations,
    boolean includeSaelensWeights,
    boolean includeNeuronpediaImport,
    Definitions definitions,
    Optional<Integer> featuresPerBatch,
    NeuronpediaOptions neuronpedia) {

  public enum FeatureSelection {
    ALL,
    EXTRACTED,
    CUSTOM
  }

  public enum LogitLensNorm {
    NONE,
    FINAL
  }

  public enum HistogramScale {
    LINEAR,
    LOG
  }

  public enum Definitions {
    EXACT,
    SAEDASHBOARD
  }

  /**
   * Names for the Neuronpedia tree; what is absent takes the default of {@code NeuronpediaNames}.
   */
  public record NeuronpediaOptions(
      Optional<String> modelId,
      Optional<String> sourceSet,
      Optional<String> release,
      Optional<String> creatorName,
      Optional<String> description,
      Optional<List<String>> urls) {

    public static final NeuronpediaOptions DEFAULTS =
        new NeuronpediaOptions(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
  }

  /** The same config with other Neuronpedia names. */
  public ExportOptions withNeuronpedia(NeuronpediaOptions names) {
    return with(includeNeuronpediaImport, names);
  }

  /** The same config without the Neuronpedia tree, whose rows need more than a dashboard shows. */
  public ExportOptions withoutNeuronpediaImport() {
    return with(false, neuronpedia);
  }

  private ExportOptions with(boolean neuronpediaImport, NeuronpediaOptions names) {
    return new ExportOptions(
        featureSelection,
        featureIndices,
        featureRanges,
        minActivationFrequency,
        maxActivationFrequency,
        includeLogitLens,
        logitLensK,
        logitLensNorm,
        maskUnusedVocabulary,
        includeHistograms,
        histogramBins,
        histogramScale,
        includeTopTokens,
        topTokensK,
        includeExamples,
        examplesPerFeature,
        exampleIntervals,
        exampleWindow,
        seed,
        includeExplanations,
        includeSaelensWeights,
        neuronpediaImport,
        definitions,
        featuresPerBatch,
        names);
  }

  /** Every field at its default. */
  public static final ExportOptions DEFAULTS =
      new ExportOptions(
          FeatureSelection.ALL,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          true,
          20,
          LogitLensNorm.NONE,
          false,
          true,
          50,
          HistogramScale.LINEAR,
          true,
          50,
          true,
          20,
          5,
          0,
          0L,
          true,
          true,
          true,
          Definitions.EXACT,
          Optional.empty(),
          NeuronpediaOptions.DEFAULTS);
}
