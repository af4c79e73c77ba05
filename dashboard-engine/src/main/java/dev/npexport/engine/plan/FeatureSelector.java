package dev.npexport.engine.plan;

import dev.npexport.engine.dashboard.ExportOptions;
import dev.npexport.engine.dashboard.FeatureRange;
import dev.npexport.engine.format.activation.GroupedActivations;
import dev.npexport.engine.problem.InputException;
import dev.npexport.engine.problem.Problem;
import dev.npexport.engine.problem.Problems;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntPredicate;

/** Which features an export writes. A selection never changes a feature's numbers. */
public final class FeatureSelector {

  private FeatureSelector() {}

  /**
   * The selected indices, ascending, each once.
   *
   * @throws InputException if a named index is outside the SAE, or nothing is selected
   */
  public static int[] select(ExportOptions options, GroupedActivations activations) {
    int[] selected =
        switch (options.featureSelection()) {
          case ALL -> within(options, activations, feature -> true);
          case EXTRACTED -> within(options, activations, feature -> activations.count(feature) > 0);
          case CUSTOM -> named(options, activations.features());
        };
    if (selected.length == 0) {
      throw new InputException(
          Problem.option(
              "feature_selection",
              "no feature of the %d is selected; widen the selection or the frequency bounds"
                  .formatted(activations.features())));
    }
    return selected;
  }

  private static int[] within(
      ExportOptions options, GroupedActivations activations, IntPredicate candidate) {
    double least = options.minActivationFrequency().orElse(0.0);
    double most = options.maxActivationFrequency().orElse(1.0);
    long counted = activations.source().countedTokens();
    BitSet selected = new BitSet(activations.features());
    for (int feature = 0; feature < activations.features(); feature++) {
      double frequency = counted == 0 ? 0 : activations.count(feature) / (double) counted;
      if (candidate.test(feature) && frequency >= least && frequency <= most) {
        selected.set(feature);
      }
    }
    return selected.stream().toArray();
  }

  /**
   * The features that a custom selection names, ascending, each once.
   *
   * @param features d_sae
   * @throws InputException with every name outside the SAE
   */
  public static int[] named(ExportOptions options, int features) {
    Problems problems = new Problems();
    BitSet selected = new BitSet(features);
    List<Integer> indices = options.featureIndices().orElse(List.of());
    for (int i = 0; i < indices.size(); i++) {
      if (indices.get(i) < features) {
        selected.set(indices.get(i));
      } else {
        problems.add(outside("feature_indices[" + i + "]", indices.get(i), features));
      }
    }
    List<String> ranges = options.featureRanges().orElse(List.of());
    for (int i = 0; i < ranges.size(); i++) {
      FeatureRange range = FeatureRange.parse(ranges.get(i)).orElseThrow();
      if (range.last() < features) {
        selected.set(range.first(), range.last() + 1);
      } else {
        problems.add(outside("feature_ranges[" + i + "]", range.last(), features));
      }
    }
    problems.throwIfAny();
    return selected.stream().toArray();
  }

  private static Problem outside(String where, int index, int features) {
    return Problem.option(
        where,
        "feature %d does not exist: the SAE has features 0 to %d".formatted(index, features - 1));
  }
}
