package dev.npexport.engine.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DecoderWeightsDistTest {

  @Test
  void dividesTheLengthsOfTheHeads() {
    double[] row = {3, 4, 0, 0, 5, 12, 0, -2};
    assertThat(DecoderWeightsDist.of(row, 4)).containsExactly(5 / 20.0, 0, 13 / 20.0, 2 / 20.0);
  }

  @Test
  void isAllZeroForAZeroRow() {
    assertThat(DecoderWeightsDist.of(new double[8], 4)).containsOnly(0.0).hasSize(4);
  }
}
