package dev.npexport.engine.dashboard.exact;

import dev.npexport.engine.dashboard.Example;
import dev.npexport.engine.dashboard.Example.Interval;
import dev.npexport.engine.format.activation.FeatureActivations;
import dev.npexport.engine.format.activation.GroupedActivations;
import dev.npexport.engine.kernel.BestK;
import dev.npexport.engine.kernel.SeededDraws;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The examples of a feature. A prompt stands for its largest value and is shown once: first the
 * prompts with the largest values, then, from the highest of equal-width intervals of (0, max]
 * down, seeded draws among the prompts not yet shown whose largest value lies in the interval.
 */
final class Examples {

  private static final int DRAWS = 5;

  private final GroupedActivations places;
  private final int topCount;
  private final int intervals;
  private final int window;
  private final long seed;

  /**
   * @param window tokens on each side of the largest value, 0 for the whole prompt
   */
  Examples(GroupedActivations places, int topCount, int intervals, int window, long seed) {
    this.places = places;
    this.topCount = topCount;
    this.intervals = intervals;
    this.window = window;
    this.seed = seed;
  }

  List<Example> of(int feature, FeatureActivations activations) {
    List<Example> examples = new ArrayList<>();
    PromptMaxima maxima = PromptMaxima.of(activations);
    boolean[] shown = new boolean[maxima.size()];
    for (int prompt : strongest(activations.values(), maxima)) {
      shown[prompt] = true;
      examples.add(example(activations, maxima, prompt, Optional.empty()));
    }
    SeededDraws draws = new SeededDraws(seed, feature);
    double max = largest(activations.values());
    for (int k = intervals; k >= 1; k--) {
      Interval interval = interval(activations.values(), max, k);
      int[] left = new int[maxima.size()];
      int size = 0;
      for (int prompt = 0; prompt < maxima.size(); prompt++) {
        if (!shown[prompt] && contains(interval, activations.values()[maxima.largest()[prompt]])) {
          left[size++] = prompt;
        }
      }
      for (int draw = 0; draw < DRAWS && size > 0; draw++) {
        int drawn = draws.below(size);
        examples.add(example(activations, maxima, left[drawn], Optional.of(interval)));
        System.arraycopy(left, drawn + 1, left, drawn, --size - drawn);
      }
    }
    return examples;
  }

  private int[] strongest(float[] values, PromptMaxima maxima) {
    BestK best = new BestK(Math.min(topCount, maxima.size()));
    for (int prompt = 0; prompt < maxima.size(); prompt++) {
      best.offer(prompt, values[maxima.largest()[prompt]]);
    }
    return best.drain().indices();
  }

  private Interval interval(float[] values, double max, int k) {
    double lower = max * (k - 1) / intervals;
    double upper = max * k / intervals;
    long inside = 0;
    for (float value : values) {
      inside += lower < value && value <= upper ? 1 : 0;
    }
    return new Interval(lower, upper, values.length == 0 ? 0 : inside / (double) values.length);
  }

  private static boolean contains(Interval interval, float value) {
    return interval.lower() < value && value <= interval.upper();
  }

  private static double largest(float[] values) {
    float largest = 0;
    for (float value : values) {
      largest = Math.max(largest, value);
    }
    return largest;
  }

  private Example example(
      FeatureActivations activations,
      PromptMaxima maxima,
      int prompt,
      Optional<Interval> interval) {
    int place = maxima.largest()[prompt];
    int promptIndex = activations.prompts()[place];
    int position = activations.positions()[place];
    int length = places.promptLength(promptIndex);
    int start = window == 0 ? 0 : Math.max(0, position - window);
    int end = window == 0 ? length : Math.min(length, position + window + 1);
    int[] tokenIds = new int[end - start];
    for (int i = 0; i < tokenIds.length; i++) {
      tokenIds[i] = places.token(promptIndex, start + i);
    }
    float[] values = new float[end - start];
    for (int i = maxima.first()[prompt];
        i < activations.size() && activations.prompts()[i] == promptIndex;
        i++) {
      int at = activations.positions()[i] - start;
      if (at >= 0 && at < values.length) {
        values[at] = activations.values()[i];
      }
    }
    return new Example(
        interval,
        promptIndex,
        position,
        start,
        window > 0,
        tokenIds,
        values,
        activations.values()[place]);
  }
}
