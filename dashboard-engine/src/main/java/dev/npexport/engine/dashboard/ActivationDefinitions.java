package dev.npexport.engine.dashboard;

import dev.npexport.engine.dashboard.exact.ExactDefinitions;
import dev.npexport.engine.dashboard.saedashboard.SaeDashboardDefinitions;
import dev.npexport.engine.format.activation.FeatureActivations;
import java.util.List;

/**
 * One set of definitions of the numbers that come from a feature's activations. Implementations
 * keep scratch space: one instance for each thread.
 */
public interface ActivationDefinitions {

  FeatureStatistics statistics(FeatureActivations activations, double decoderNorm);

  ActivationHistograms histograms(FeatureActivations activations);

  /** The logits as this set shows them. */
  LogitTable logits(LogitTable table);

  /** Largest total first. */
  List<TopToken> topTokens(FeatureActivations activations);

  /** The top group, then the intervals from the highest down. */
  List<Example> examples(int feature, FeatureActivations activations);

  /** Pearson with cosine in {@code l1}. */
  RankedFeatures correlatedFeatures(int feature, FeatureActivations activations);

  /** Dimensions of the hook, Pearson with cosine in {@code l1}; none without dense activations. */
  RankedFeatures correlatedNeurons(int feature);

  /** The set that the options ask for. */
  static ActivationDefinitions of(ExportOptions options, DashboardInputs inputs) {
    return switch (options.definitions()) {
      case EXACT -> new ExactDefinitions(options, inputs.activations());
      case SAEDASHBOARD -> new SaeDashboardDefinitions(options, inputs);
    };
  }
}
