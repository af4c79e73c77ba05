package dev.npexport.engine.dashboard.exact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.npexport.engine.dashboard.FeatureStatistics;
import dev.npexport.engine.format.activation.FeatureActivations;
import org.junit.jupiter.api.Test;

class ActivationStatisticsTest {

  @Test
  void countsSharesAndSpreadOfPositiveValues() {
    var statistics =
        ActivationStatistics.of(activations(2f, 4f, 4f, 4f, 5f, 5f, 7f, 9f), 1000, 1.5);
    assertThat(statistics).isEqualTo(new FeatureStatistics(0.008, 8, 9f, 2f, 5, 2, false, 1.5));
  }

  @Test
  void keepsTheSpreadOfLargeNearlyEqualValues() {
    float large = 16_777_214f;
    var statistics = ActivationStatistics.of(activations(large, large - 1, large - 2), 3, 1);
    assertThat(statistics.stdActivation()).isCloseTo(Math.sqrt(2 / 3.0), within(1e-9));
  }

  @Test
  void isAllZeroButTheNormForADeadFeature() {
    assertThat(ActivationStatistics.of(activations(), 1000, 0.7))
        .isEqualTo(new FeatureStatistics(0, 0, 0, 0, 0, 0, true, 0.7));
  }

  private static FeatureActivations activations(float... values) {
    return new FeatureActivations(new int[values.length], new int[values.length], values);
  }
}
