package dev.npexport.engine.dashboard.exact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.npexport.engine.dashboard.Example;
import dev.npexport.engine.dashboard.Example.Interval;
import dev.npexport.engine.kernel.SeededDraws;
import dev.npexport.engine.testkit.InMemoryActivations;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ExamplesTest {

  private static final int PROMPTS = 60;
  private static final int LENGTH = 9;
  private static final InMemoryActivations ACTIVATIONS =
      InMemoryActivations.random(25, PROMPTS, LENGTH, 6);

  @Test
  void showsThePromptsThatTheDefinitionNames() {
    for (int topCount : new int[] {0, 3, 20, 100}) {
      for (int intervals : new int[] {0, 1, 5, 10}) {
        var examples = new Examples(ACTIVATIONS, topCount, intervals, 0, 42);
        for (int feature = 0; feature < ACTIVATIONS.features(); feature++) {
          assertThat(shown(examples.of(feature, ACTIVATIONS.feature(feature))))
              .isEqualTo(expected(feature, topCount, intervals, 42));
        }
      }
    }
  }

  @Test
  void showsAPromptOnce() {
    var examples = new Examples(ACTIVATIONS, 10, 10, 0, 1).of(24, ACTIVATIONS.feature(24));
    assertThat(new HashSet<>(examples.stream().map(Example::promptIndex).toList()))
        .hasSameSizeAs(examples);
  }

  @Test
  void showsTheWholePromptWithItsValues() {
    var examples = new Examples(ACTIVATIONS, 3, 2, 0, 1);
    for (var example : examples.of(20, ACTIVATIONS.feature(20))) {
      assertThat(example.windowStart()).isZero();
      assertThat(example.windowed()).isFalse();
      assertThat(example.tokenIds()).hasSize(LENGTH);
      for (int i = 0; i < LENGTH; i++) {
        assertThat(example.tokenIds()[i]).isEqualTo(ACTIVATIONS.token(example.promptIndex(), i));
        assertThat(example.values()[i]).isEqualTo(ACTIVATIONS.value(20, example.promptIndex(), i));
      }
      assertThat(example.maxIndex()).isEqualTo(example.position());
    }
  }

  @Test
  void cutsAWindowAroundTheLargestValueInsideThePrompt() {
    var whole = new Examples(ACTIVATIONS, 100, 0, 0, 1).of(20, ACTIVATIONS.feature(20));
    var windows = new Examples(ACTIVATIONS, 100, 0, 2, 1).of(20, ACTIVATIONS.feature(20));
    assertThat(shown(windows)).isEqualTo(shown(whole));
    for (var example : windows) {
      int start = Math.max(0, example.position() - 2);
      int end = Math.min(LENGTH - 1, example.position() + 2);
      assertThat(example.windowed()).isTrue();
      assertThat(example.windowStart()).isEqualTo(start);
      assertThat(example.tokenIds()).hasSize(end - start + 1);
      assertThat(example.maxIndex()).isEqualTo(example.position() - start);
      for (int i = 0; i < example.values().length; i++) {
        assertThat(example.values()[i])
            .isEqualTo(ACTIVATIONS.value(20, example.promptIndex(), start + i));
        assertThat(example.tokenIds()[i])
            .isEqualTo(ACTIVATIONS.token(example.promptIndex(), start + i));
      }
    }
  }

  @Test
  void givesTheShareOfActivePositionsInTheInterval() {
    int[][] tokens = {{0, 1, 2, 3, 4}};
    float[][][] dense = {{{10f, 5f, 2f, 0f, 1f}}};
    var activations = new InMemoryActivations(tokens, dense);
    var examples = new Examples(activations, 0, 2, 0, 0).of(0, activations.feature(0));
    assertThat(examples).hasSize(1);
    assertThat(examples.getFirst().interval()).contains(new Interval(5, 10, 0.25));
  }

  @Test
  void showsNothingOfADeadFeature() {
    assertThat(new Examples(ACTIVATIONS, 20, 5, 0, 0).of(0, ACTIVATIONS.feature(0))).isEmpty();
  }

  private record Shown(int prompt, int position, Optional<Interval> interval) {}

  private static List<Shown> shown(List<Example> examples) {
    return examples.stream()
        .map(e -> new Shown(e.promptIndex(), e.position(), e.interval()))
        .toList();
  }

  /** Step by step as the definition says it, over the dense array. */
  private static List<Shown> expected(int feature, int topCount, int intervals, long seed) {
    var result = new ArrayList<Shown>();
    double max = ACTIVATIONS.max(feature);
    var rest =
        new ArrayList<>(
            IntStream.range(0, PROMPTS).filter(p -> best(feature, p) > 0).boxed().toList());
    var strongest =
        rest.stream()
            .sorted(Comparator.comparing((Integer p) -> -best(feature, p)).thenComparing(p -> p))
            .limit(topCount)
            .toList();
    strongest.forEach(p -> result.add(new Shown(p, position(feature, p), Optional.empty())));
    rest.removeAll(strongest);
    var draws = new SeededDraws(seed, feature);
    for (int k = intervals; k >= 1; k--) {
      double lower = max * (k - 1) / intervals;
      double upper = max * k / intervals;
      var left =
          new ArrayList<>(
              rest.stream()
                  .filter(p -> lower < best(feature, p) && best(feature, p) <= upper)
                  .toList());
      var interval = Optional.of(new Interval(lower, upper, share(feature, lower, upper)));
      for (int draw = 0; draw < 5 && !left.isEmpty(); draw++) {
        int prompt = left.remove(draws.below(left.size()));
        result.add(new Shown(prompt, position(feature, prompt), interval));
      }
    }
    return result;
  }

  private static float best(int feature, int prompt) {
    return ACTIVATIONS.value(feature, prompt, position(feature, prompt));
  }

  private static int position(int feature, int prompt) {
    int best = 0;
    for (int i = 1; i < LENGTH; i++) {
      if (ACTIVATIONS.value(feature, prompt, i) > ACTIVATIONS.value(feature, prompt, best)) {
        best = i;
      }
    }
    return best;
  }

  private static double share(int feature, double lower, double upper) {
    float[] values = ACTIVATIONS.feature(feature).values();
    long inside =
        IntStream.range(0, values.length)
            .filter(i -> lower < values[i] && values[i] <= upper)
            .count();
    return inside / (double) values.length;
  }
}
