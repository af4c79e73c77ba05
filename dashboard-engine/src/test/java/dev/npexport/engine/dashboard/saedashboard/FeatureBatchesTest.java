package dev.npexport.engine.dashboard.saedashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FeatureBatchesTest {

  /** {@code [len(part) for part in np.array_split(range(n), ceil(n / size))]}. */
  @Test
  void areCutAsNumpyCutsAnArray() {
    assertThat(sizes(1000, 128)).containsOnly(125).hasSize(8);
    assertThat(sizes(1024, 128)).containsOnly(128).hasSize(8);
    assertThat(sizes(10, 4)).containsExactly(4, 3, 3);
    assertThat(sizes(7, 3)).containsExactly(3, 2, 2);
    assertThat(sizes(3, 128)).containsExactly(3);
    assertThat(sizes(5, 1)).containsExactly(1, 1, 1, 1, 1);
  }

  private static int[] sizes(int features, int size) {
    var batches = new FeatureBatches(features, size);
    return IntStream.range(0, features)
        .filter(feature -> batches.first(feature) == feature)
        .map(
            first -> {
              int end = batches.end(first);
              assertThat(IntStream.range(first, end).map(batches::first)).containsOnly(first);
              assertThat(IntStream.range(first, end).map(batches::end)).containsOnly(end);
              return end - first;
            })
        .toArray();
  }
}
