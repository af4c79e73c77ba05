package dev.npexport.engine.format.activation.prepare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.npexport.engine.format.activation.CacheFiles.Entry;
import dev.npexport.engine.format.activation.FeatureActivations;
import dev.npexport.engine.format.activation.GroupedActivations;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** The plainest way to say what a prepared cache must hold, and the comparison with one. */
final class ReferenceActivations {

  private final int dSae;
  private final int[][] tokens;
  private final List<Entry> entries;

  ReferenceActivations(
      int dSae, int[][] tokens, List<Entry> stored, double[] lengths, Set<Integer> ignored) {
    this.dSae = dSae;
    this.tokens = tokens;
    List<Entry> kept = new ArrayList<>();
    for (Entry entry : stored) {
      float value = (float) (entry.value() * lengths[entry.feature()]);
      if (value > 0 && !ignored.contains(tokens[entry.prompt()][entry.position()])) {
        kept.add(new Entry(entry.feature(), entry.prompt(), entry.position(), value));
      }
    }
    this.entries = kept;
  }

  void assertSame(GroupedActivations actual) {
    assertThat(actual.features()).isEqualTo(dSae);
    assertThat(actual.nonzeros()).isEqualTo(entries.size());
    for (int feature = 0; feature < dSae; feature++) {
      assertFeature(actual, feature);
    }
    assertPlaces(actual);
  }

  private void assertFeature(GroupedActivations actual, int feature) {
    List<Entry> mine =
        entries.stream()
            .filter(entry -> entry.feature() == feature)
            .sorted(Comparator.comparingInt(Entry::prompt).thenComparingInt(Entry::position))
            .toList();
    FeatureActivations found = actual.feature(feature);
    assertThat(found.prompts()).containsExactly(mine.stream().mapToInt(Entry::prompt).toArray());
    assertThat(found.positions())
        .containsExactly(mine.stream().mapToInt(Entry::position).toArray());
    double sum = 0;
    double squares = 0;
    float max = 0;
    for (int i = 0; i < mine.size(); i++) {
      float value = (float) mine.get(i).value();
      assertThat(found.values()[i]).isEqualTo(value);
      sum += value;
      squares += (double) value * value;
      max = Math.max(max, value);
    }
    assertThat(actual.count(feature)).isEqualTo(mine.size());
    assertThat(actual.sum(feature)).isEqualTo(sum);
    assertThat(actual.sumOfSquares(feature)).isEqualTo(squares);
    assertThat(actual.max(feature)).isEqualTo(max);
  }

  private void assertPlaces(GroupedActivations actual) {
    int most = 0;
    int[] features = new int[actual.maxActive()];
    float[] values = new float[actual.maxActive()];
    List<Entry> sorted =
        entries.stream()
            .sorted(
                Comparator.comparingInt(Entry::prompt)
                    .thenComparingInt(Entry::position)
                    .thenComparingInt(Entry::feature))
            .toList();
    int next = 0;
    for (int prompt = 0; prompt < tokens.length; prompt++) {
      for (int position = 0; position < actual.promptLength(prompt); position++) {
        assertThat(actual.token(prompt, position)).isEqualTo(tokens[prompt][position]);
        int active = actual.activeAt(prompt, position, features, values);
        for (int i = 0; i < active; i++, next++) {
          Entry want = sorted.get(next);
          assertThat(new Entry(features[i], prompt, position, values[i])).isEqualTo(want);
        }
        most = Math.max(most, active);
      }
    }
    assertThat(next).isEqualTo(sorted.size());
    assertThat(actual.maxActive()).isEqualTo(most);
  }
}
