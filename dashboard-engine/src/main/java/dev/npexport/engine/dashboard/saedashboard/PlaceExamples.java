package dev.npexport.engine.dashboard.saedashboard;

import dev.npexport.engine.dashboard.Example;
import dev.npexport.engine.dashboard.Example.Interval;
import dev.npexport.engine.format.activation.FeatureActivations;
import dev.npexport.engine.format.activation.GroupedActivations;
import dev.npexport.engine.kernel.BestK;
import dev.npexport.engine.kernel.SeededDraws;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The examples of a feature by places, not by prompts: the largest values with silent places to
 * fill up, then five drawn places of each closed interval, the lowest with the silent places too.
 * SAEDashboard keeps the groups by their printed title, so that of intervals that print alike only
 * the lowest is left, in the place of the highest. Which places are drawn is ours: SAEDashboard's
 * draws depend on the batch that a feature is computed in.
 */
final class PlaceExamples {

  private static final int DRAWS = 5;

  private final GroupedActivations activations;
  private final Places places;
  private final int topCount;
  private final int intervals;
  private final long seed;

  PlaceExamples(GroupedActivations activations, int topCount, int intervals, long seed) {
    this.activations = activations;
    this.places = new Places(activations);
    this.topCount = topCount;
    this.intervals = intervals;
    this.seed = seed;
  }

  List<Example> of(int feature, FeatureActivations values) {
    List<Example> examples = new ArrayList<>();
    int[] at = new int[values.size()];
    float max = 0;
    for (int i = 0; i < at.length; i++) {
      at[i] = places.of(values.prompts()[i], values.positions()[i]);
      max = Math.max(max, values.values()[i]);
    }
    for (int place : top(values, at)) {
      examples.add(example(values, at, place, Optional.empty()));
    }
    SeededDraws draws = new SeededDraws(seed, feature);
    Map<String, List<Example>> groups = new LinkedHashMap<>();
    float[] bounds = ClosedInterval.bounds(max, intervals);
    for (int k = intervals - 1; k >= 0; k--) {
      ClosedInterval closed = new ClosedInterval(bounds[k], bounds[k + 1], values, at, places);
      Interval interval = closed.interval(activations.source().totalTokens());
      List<Example> group = new ArrayList<>();
      for (int place : closed.draw(draws, DRAWS)) {
        group.add(example(values, at, place, Optional.of(interval)));
      }
      groups.put(closed.title(activations.source().totalTokens()), group);
    }
    groups.values().forEach(examples::addAll);
    return examples;
  }

  /** Places by value, the lower of equal ones first, then silent ones. */
  private int[] top(FeatureActivations values, int[] at) {
    int count = Math.min(topCount, places.count());
    BestK best = new BestK(Math.min(count, at.length));
    for (int i = 0; i < at.length; i++) {
      best.offer(at[i], values.values()[i]);
    }
    int[] largest = best.drain().indices();
    int[] top = new int[count];
    System.arraycopy(largest, 0, top, 0, largest.length);
    int next = 0;
    int place = 0;
    for (int i = largest.length; i < count; i++, place++) {
      while (next < at.length && at[next] == place) {
        next++;
        place++;
      }
      top[i] = place;
    }
    return top;
  }

  private Example example(
      FeatureActivations values, int[] at, int place, Optional<Interval> interval) {
    int prompt = places.prompt(place);
    int[] tokenIds = new int[activations.promptLength(prompt) - 1];
    for (int i = 0; i < tokenIds.length; i++) {
      tokenIds[i] = activations.token(prompt, i + 1);
    }
    float[] shown = new float[tokenIds.length];
    int first = places.of(prompt, 0);
    float here = 0;
    int found = Arrays.binarySearch(at, first);
    for (int i = found < 0 ? -found - 1 : found;
        i < at.length && at[i] <= first + shown.length;
        i++) {
      if (at[i] > first) {
        shown[at[i] - first - 1] = values.values()[i];
      }
      if (at[i] == place) {
        here = values.values()[i];
      }
    }
    return new Example(interval, prompt, place - first, 1, true, tokenIds, shown, here);
  }
}
