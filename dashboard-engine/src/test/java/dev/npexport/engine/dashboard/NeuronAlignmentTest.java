package dev.npexport.engine.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NeuronAlignmentTest {

  @Test
  void ranksSignedComponentsWithTheirShare() {
    var ranked = NeuronAlignment.of(new double[] {-9, 3, 0.5, 3, 0.5, 4});
    assertThat(ranked.indices()).containsExactly(5, 1, 3);
    assertThat(ranked.values()).containsExactly(4, 3, 3);
    assertThat(ranked.l1()).containsExactly(4 / 20.0, 3 / 20.0, 3 / 20.0);
  }

  @Test
  void keepsNegativeComponentsWhenThereIsNothingElse() {
    var ranked = NeuronAlignment.of(new double[] {-3, -1, -2, -6});
    assertThat(ranked.indices()).containsExactly(1, 2, 0);
    assertThat(ranked.l1()[0]).isEqualTo(1 / 12.0);
  }

  @Test
  void sharesNothingOfAZeroRow() {
    assertThat(NeuronAlignment.of(new double[4]).l1()).containsOnly(0.0);
  }
}
