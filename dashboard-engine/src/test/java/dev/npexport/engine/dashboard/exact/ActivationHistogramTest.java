package dev.npexport.engine.dashboard.exact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.npexport.engine.dashboard.ExportOptions.HistogramScale;
import dev.npexport.engine.kernel.Histogram;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ActivationHistogramTest {

  @ParameterizedTest
  @EnumSource(HistogramScale.class)
  void countsEachValueBetweenTheEdgesOfItsBin(HistogramScale scale) {
    var random = new Random(1);
    float[] values = new float[5000];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) Math.exp(random.nextGaussian() * 2);
    }
    var histograms = new ActivationHistogram(73, scale).of(values);
    assertCounts(histograms.histogram(), 73, values);
    assertCounts(histograms.row(), 50, values);
    assertThat(histograms.row().edges()[0]).isZero();
    assertThat(histograms.logScale()).isEqualTo(scale == HistogramScale.LOG);
  }

  @Test
  void startsAtTheSmallestValueOnTheLogScale() {
    var histogram = new ActivationHistogram(10, HistogramScale.LOG).of(new float[] {4f, 0.5f, 3f});
    assertThat(histogram.histogram().edges()[0]).isEqualTo(0.5);
    assertThat(histogram.histogram().edges()[10]).isEqualTo(4);
  }

  @Test
  void countsOneDistinctValueInTheLastBinOnTheLogScale() {
    var histogram = new ActivationHistogram(10, HistogramScale.LOG).of(new float[] {2f, 2f});
    assertThat(histogram.histogram().counts()).containsExactly(0, 0, 0, 0, 0, 0, 0, 0, 0, 2);
    assertThat(histogram.histogram().edges()).containsOnly(2.0);
  }

  @Test
  void hasNoBinsForADeadFeature() {
    var histograms = new ActivationHistogram(10, HistogramScale.LINEAR).of(new float[0]);
    assertThat(histograms.histogram().edges()).isEmpty();
    assertThat(histograms.row().counts()).isEmpty();
  }

  private static void assertCounts(Histogram histogram, int bins, float[] values) {
    assertThat(histogram.counts()).hasSize(bins);
    for (int bin = 0; bin < bins; bin++) {
      double lower = histogram.edges()[bin];
      double upper = histogram.edges()[bin + 1];
      boolean last = bin == bins - 1;
      long expected = 0;
      for (float value : values) {
        expected += lower <= value && (value < upper || last) ? 1 : 0;
      }
      assertThat(histogram.counts()[bin]).isEqualTo(expected);
    }
    assertThat(Arrays.stream(histogram.counts()).sum()).isEqualTo(values.length);
  }
}
