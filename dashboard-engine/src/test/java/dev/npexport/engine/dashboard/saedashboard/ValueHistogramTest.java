package dev.npexport.engine.dashboard.saedashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ValueHistogramTest {

  private final ValueHistogram histogram = new ValueHistogram(10);

  @Test
  void beginsAtTheSmallestValue() {
    var found = histogram.of(new float[] {1, 1.05f, 1.5f, 2}).histogram();
    assertThat(found.edges()).hasSize(11).startsWith(1).endsWith(2);
    assertThat(found.counts()).containsExactly(2, 0, 0, 0, 0, 1, 0, 0, 0, 1);
  }

  @Test
  void equalValuesAreInTheMiddleBin() {
    var found = histogram.of(new float[] {1.5f, 1.5f}).row();
    assertThat(Arrays.stream(found.edges()).distinct()).containsExactly(1.5);
    assertThat(found.counts()[25]).isEqualTo(2);
    assertThat(Arrays.stream(found.counts()).sum()).isEqualTo(2);
  }

  @Test
  void aDeadFeatureHasNoBins() {
    assertThat(histogram.of(new float[0]).row().counts()).isEmpty();
    assertThat(histogram.of(new float[0]).histogram().edges()).isEmpty();
  }
}
