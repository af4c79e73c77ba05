package dev.npexport.engine.dashboard.saedashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.npexport.engine.dashboard.Example;
import dev.npexport.engine.testkit.InMemoryActivations;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlaceExamplesTest {

  /** Two prompts of four tokens; feature 0 is dead, 1 fires often, 2 hardly above 0. */
  private static final InMemoryActivations ACTIVATIONS =
      new InMemoryActivations(
          new int[][] {{0, 1, 2, 3}, {4, 5, 6, 7}},
          new float[][][] {
            {{0, 0, 0, 0}, {0, 0, 0, 0}},
            {{4, 10, 6, 0}, {0, 2, 0, 8}},
            {{0, 0.0001f, 0, 0}, {0, 0, 0, 0}}
          });

  @Test
  void theTopGroupTakesPlacesAndThenSilentOnes() {
    var top = of(1, 7, 0);
    assertThat(top).extracting(Example::maxValue).containsExactly(10f, 8f, 6f, 4f, 2f, 0f, 0f);
    assertThat(top).extracting(Example::promptIndex).containsExactly(0, 1, 0, 0, 1, 0, 1);
    assertThat(top).extracting(Example::maxIndex).containsExactly(0, 2, 1, -1, 0, 2, -1);
    assertThat(top).allMatch(example -> example.interval().isEmpty());
  }

  @Test
  void rowsLeaveTheFirstTokenOut() {
    var first = of(1, 1, 0).getFirst();
    assertThat(first.tokenIds()).containsExactly(1, 2, 3);
    assertThat(first.values()).containsExactly(10, 6, 0);
    assertThat(first.windowStart()).isEqualTo(1);
  }

  @Test
  void aValueOnABoundBelongsToBothIntervals() {
    var groups = of(1, 0, 5);
    assertThat(inGroup(groups, 8)).containsExactly(10f, 8f);
    assertThat(inGroup(groups, 6)).containsExactly(6f, 8f);
    assertThat(inGroup(groups, 4)).containsExactly(4f, 6f);
  }

  @Test
  void theLowestIntervalDrawsFromTheSilentPlacesToo() {
    var lowest = inGroup(of(1, 0, 5), 0);
    assertThat(lowest).hasSize(4).containsOnly(0f, 2f);
    var share = of(1, 0, 5).getLast().interval().orElseThrow();
    assertThat(share.contains()).isEqualTo(0.5);
  }

  @Test
  void groupsThatPrintAlikeAreOne() {
    assertThat(of(0, 2, 5)).hasSize(7).allMatch(example -> example.maxValue() == 0);
    // of (0.000, 0.000] with the same share the lowest is left; the highest has another share
    assertThat(of(2, 0, 5)).extracting(e -> e.interval().orElseThrow().lower()).contains(0.0);
  }

  @Test
  void aPlaceIsDrawnOnce() {
    var activations = InMemoryActivations.random(6, 7, 9, 5);
    var examples = new PlaceExamples(activations, 0, 3, 11);
    for (int feature = 0; feature < 6; feature++) {
      var drawn = examples.of(feature, activations.feature(feature));
      for (var group : drawn.stream().map(e -> e.interval().orElseThrow()).distinct().toList()) {
        var members = drawn.stream().filter(e -> e.interval().orElseThrow().equals(group)).toList();
        assertThat(members).hasSizeLessThanOrEqualTo(5);
        assertThat(members.stream().map(e -> List.of(e.promptIndex(), e.position())))
            .doesNotHaveDuplicates();
        assertThat(members)
            .allMatch(e -> group.lower() <= e.maxValue() && e.maxValue() <= group.upper());
      }
    }
  }

  private static List<Float> inGroup(List<Example> examples, double lower) {
    return examples.stream()
        .filter(example -> example.interval().orElseThrow().lower() == lower)
        .map(Example::maxValue)
        .toList();
  }

  private static List<Example> of(int feature, int top, int intervals) {
    return new PlaceExamples(ACTIVATIONS, top, intervals, 3)
        .of(feature, ACTIVATIONS.feature(feature));
  }
}
