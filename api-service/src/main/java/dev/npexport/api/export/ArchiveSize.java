package dev.npexport.api.export;

import dev.npexport.engine.InputFacts;
import dev.npexport.engine.dashboard.ExportOptions;
import dev.npexport.engine.plan.Batches;

/**
 * How large an archive becomes, roughly. The factors are compressed bytes as measured on the
 * shipped sample, rounded up; text compresses differently elsewhere.
 */
final class ArchiveSize {

  private static final double FEATURE_FILE_PER_TOKEN = 4;
  private static final double ROW_PER_TOKEN = 2;
  private static final double FEATURE_FILE = 400;
  private static final double ROW = 900;
  private static final double PER_LOGIT = 14;
  private static final double PER_BIN = 8;
  private static final double PER_TOP_TOKEN = 25;
  private static final double PER_EXPLANATION = 60;

  /** Both weight matrices and the biases, as float32. */
  private static final long MATRICES = 2L * Float.BYTES;

  private ArchiveSize() {}

  static long bytes(ExportOptions options, InputFacts facts, int features) {
    double tokens = tokensPerFeature(options, facts);
    double each = FEATURE_FILE + tokens * FEATURE_FILE_PER_TOKEN;
    each += options.includeLogitLens() ? 2 * PER_LOGIT * options.logitLensK() : 0;
    each += options.includeHistograms() ? 2 * PER_BIN * options.histogramBins() : 0;
    each += options.includeTopTokens() ? PER_TOP_TOKEN * options.topTokensK() : 0;
    each += options.includeNeuronpediaImport() ? ROW + tokens * ROW_PER_TOKEN : 0;
    double labels =
        options.includeExplanations()
            ? PER_EXPLANATION * facts.labelCount() * features / facts.dSae()
            : 0;
    long weights =
        options.includeSaelensWeights() ? MATRICES * facts.dSae() * (facts.dIn() + 1L) : 0;
    return Math.round(each * features + labels) + weights;
  }

  /** A feature has no more examples than activations, as far as the mean can tell. */
  private static double tokensPerFeature(ExportOptions options, InputFacts facts) {
    double active = facts.nonzeros() / (double) facts.dSae();
    return Math.min(active, Batches.examplesPerFeature(options))
        * Batches.tokensPerExample(facts.activations().tokensPerPrompt(), options);
  }
}
