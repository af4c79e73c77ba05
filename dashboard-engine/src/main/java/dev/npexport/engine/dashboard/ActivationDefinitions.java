package dev.npexport.engine.dashboard;

import dev.npexport.engine.dashboard.exact.ExactDefinitions;
import dev.npexport.engine.format.activation.FeatureActivations;
import dev.npexport.engine.format.activation.GroupedActivations;
import dev.npexport.engine.problem.InputException;
import dev.npexport.engine.problem.Problem;
import java.util.List;

/**
 * One set of definitions of the numbers that come from a feature's activations. Implementations
 * keep scratch space: one instance for each thread.
 */
public interface ActivationDefinitions {

  FeatureStatistics statistics(FeatureActivations activations, double decoderNorm);

  ActivationHistograms histograms(FeatureActivations activations);

  /** Largest total first. */
  List<TopToken> topTokens(FeatureActivations activations);

  /** The top group, then the intervals from the highest down. */
  List<Example> examples(int feature, FeatureActivations activations);

  /** Pearson with cosine in {@code l1}, over all features of the SAE. */
  RankedFeatures correlatedFeatures(int feature, FeatureActivations activations);

  /**
   * The set that the options ask for.
   *
   * @throws InputException if this version does not have it
   */
  static ActivationDefinitions of(ExportOptions options, GroupedActivations activations) {
    return switch (options.definitions()) {
      case EXACT -> new ExactDefinitions(options, activations);
      case SAEDASHBOARD ->
          throw new InputException(
              Problem.option("definitions", "this version has the exact definitions only"));
    };
  }
}
