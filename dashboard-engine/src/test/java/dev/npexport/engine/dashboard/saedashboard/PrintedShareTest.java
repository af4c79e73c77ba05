package dev.npexport.engine.dashboard.saedashboard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrintedShareTest {

  @Test
  void isAPercentageOfThreeDecimalsReadBack() {
    assertThat(PrintedShare.of(126 / 640000.0)).isEqualTo(0.0002);
    assertThat(PrintedShare.of(228 / 640000.0)).isEqualTo(0.00035999999999999997);
    assertThat(PrintedShare.of(1)).isEqualTo(1);
  }

  @Test
  void forgetsWhatIsBelowHalfAStep() {
    assertThat(PrintedShare.of(15 / 3_145_728.0)).isZero();
    assertThat(PrintedShare.of(16 / 3_145_728.0)).isEqualTo(1e-5);
  }
}
