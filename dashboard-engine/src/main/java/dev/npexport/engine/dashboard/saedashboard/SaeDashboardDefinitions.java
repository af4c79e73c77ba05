package dev.npexport.engine.dashboard.saedashboard;

import dev.npexport.engine.dashboard.ActivationDefinitions;
import dev.npexport.engine.dashboard.ActivationHistograms;
import dev.npexport.engine.dashboard.DashboardInputs;
import dev.npexport.engine.dashboard.Example;
import dev.npexport.engine.dashboard.ExportOptions;
import dev.npexport.engine.dashboard.FeatureStatistics;
import dev.npexport.engine.dashboard.LogitTable;
import dev.npexport.engine.dashboard.RankedFeatures;
import dev.npexport.engine.dashboard.TopToken;
import dev.npexport.engine.dashboard.exact.ExactDefinitions;
import dev.npexport.engine.format.activation.FeatureActivations;
import java.util.List;
import java.util.Optional;

/**
 * The numbers as SAEDashboard 0.8.0 (PyPI) computes them, with its accidents: tokens that are to be
 * ignored stay in denominators and correlations, correlations end at a batch's border, examples
 * repeat prompts and are filled up with silent places. What SAEDashboard does not compute is as in
 * the exact definitions. {@code docs/definitions.md} compares the two.
 */
public final class SaeDashboardDefinitions implements ActivationDefinitions {

  private final ExactDefinitions exact;
  private final long positions;
  private final ValueHistogram histogram;
  private final PlaceExamples examples;
  private final Optional<BatchCorrelations> correlations;
  private final Optional<NeuronCorrelations> neurons;

  /**
   * @param inputs with the unmasked activations where the Neuronpedia tree is asked for
   */
  public SaeDashboardDefinitions(ExportOptions options, DashboardInputs inputs) {
    exact = new ExactDefinitions(options, inputs.activations());
    positions = inputs.activations().source().totalTokens();
    histogram = new ValueHistogram(options.histogramBins());
    examples =
        new PlaceExamples(
            inputs.activations(),
            options.examplesPerFeature(),
            options.exampleIntervals(),
            options.seed());
    int batch = options.featuresPerBatch().orElse(FeatureBatches.USUAL_SIZE);
    correlations =
        inputs.unmasked().map(unmasked -> new BatchCorrelations(unmasked, positions, batch));
    neurons =
        inputs
            .unmasked()
            .flatMap(
                unmasked ->
                    inputs
                        .dense()
                        .map(dense -> new NeuronCorrelations(unmasked, positions, dense)));
  }

  @Override
  public FeatureStatistics statistics(FeatureActivations activations, double decoderNorm) {
    FeatureStatistics counted = exact.statistics(activations, decoderNorm);
    double share =
        activations.isDead() ? 0 : PrintedShare.of(activations.size() / (double) positions);
    return new FeatureStatistics(
        share,
        counted.activationCount(),
        counted.maxActivation(),
        counted.minActivation(),
        counted.meanActivation(),
        counted.stdActivation(),
        counted.isDead(),
        counted.decoderNorm());
  }

  @Override
  public ActivationHistograms histograms(FeatureActivations activations) {
    return histogram.of(activations.values());
  }

  @Override
  public LogitTable logits(LogitTable table) {
    return ConstantLogits.moved(table);
  }

  @Override
  public List<TopToken> topTokens(FeatureActivations activations) {
    return exact.topTokens(activations);
  }

  @Override
  public List<Example> examples(int feature, FeatureActivations activations) {
    return examples.of(feature, activations);
  }

  @Override
  public RankedFeatures correlatedFeatures(int feature, FeatureActivations activations) {
    return correlations.orElseThrow().of(feature);
  }

  @Override
  public RankedFeatures correlatedNeurons(int feature) {
    return neurons.map(n -> n.of(feature)).orElse(RankedFeatures.NONE);
  }
}
