package dev.npexport.engine.archive;

import dev.npexport.engine.dashboard.ExportOptions;

/**
 * What an archive really holds.
 *
 * @param explanations asked for, and at least one selected feature has a label
 */
public record Includes(
    boolean logitLens,
    boolean histograms,
    boolean topTokens,
    boolean examples,
    boolean explanations,
    boolean saelensWeights,
    boolean neuronpediaImport) {

  public static Includes of(ExportOptions options, boolean labelled) {
    return new Includes(
        options.includeLogitLens(),
        options.includeHistograms(),
        options.includeTopTokens(),
        options.includeExamples(),
        options.includeExplanations() && labelled,
        options.includeSaelensWeights(),
        options.includeNeuronpediaImport());
  }
}
