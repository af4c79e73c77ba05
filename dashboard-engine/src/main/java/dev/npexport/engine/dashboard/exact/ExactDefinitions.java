package dev.npexport.engine.dashboard.exact;

import dev.npexport.engine.dashboard.ActivationDefinitions;
import dev.npexport.engine.dashboard.ActivationHistograms;
import dev.npexport.engine.dashboard.Example;
import dev.npexport.engine.dashboard.ExportOptions;
import dev.npexport.engine.dashboard.FeatureStatistics;
import dev.npexport.engine.dashboard.LogitTable;
import dev.npexport.engine.dashboard.RankedFeatures;
import dev.npexport.engine.dashboard.TopToken;
import dev.npexport.engine.format.activation.FeatureActivations;
import dev.npexport.engine.format.activation.GroupedActivations;
import java.util.List;

/** The default definitions: full precision, every activation counted once, nothing sampled away. */
public final class ExactDefinitions implements ActivationDefinitions {

  private final long countedTokens;
  private final ActivationHistogram histogram;
  private final TopTokens topTokens;
  private final Examples examples;
  private final FeatureCorrelations correlations;

  public ExactDefinitions(ExportOptions options, GroupedActivations activations) {
    countedTokens = activations.source().countedTokens();
    histogram = new ActivationHistogram(options.histogramBins(), options.histogramScale());
    topTokens = new TopTokens(activations, options.topTokensK());
    examples =
        new Examples(
            activations,
            options.examplesPerFeature(),
            options.exampleIntervals(),
            options.exampleWindow(),
            options.seed());
    correlations = new FeatureCorrelations(activations);
  }

  @Override
  public FeatureStatistics statistics(FeatureActivations activations, double decoderNorm) {
    return ActivationStatistics.of(activations, countedTokens, decoderNorm);
  }

  @Override
  public ActivationHistograms histograms(FeatureActivations activations) {
    return histogram.of(activations.values());
  }

  @Override
  public List<TopToken> topTokens(FeatureActivations activations) {
    return topTokens.of(activations);
  }

  @Override
  public List<Example> examples(int feature, FeatureActivations activations) {
    return examples.of(feature, activations);
  }

  @Override
  public LogitTable logits(LogitTable table) {
    return table;
  }

  @Override
  public RankedFeatures correlatedFeatures(int feature, FeatureActivations activations) {
    return correlations.of(feature, activations);
  }

  @Override
  public RankedFeatures correlatedNeurons(int feature) {
    return RankedFeatures.NONE;
  }
}
