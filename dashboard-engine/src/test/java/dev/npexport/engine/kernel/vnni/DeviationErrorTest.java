package dev.npexport.engine.kernel.vnni;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DeviationErrorTest {

  @Test
  void allowsMoreWhereOneLogitIsFarFromAllOthers() {
    assertThat(DeviationError.allowed(new Extent(-4, 5, 0, 0), 1)).isEqualTo(5e-6);
    assertThat(DeviationError.allowed(new Extent(-4, 12, 0, 0), 1)).isEqualTo(6e-6);
    assertThat(DeviationError.allowed(new Extent(-30, 10, 2, 0), 2)).isEqualTo(8e-6);
    assertThat(DeviationError.allowed(new Extent(-4, 24, 0, 0), 1)).isEqualTo(1e-5);
  }

  @Test
  void allowsNothingWhereTheDeviationIsNoNumber() {
    double allowed = DeviationError.allowed(new Extent(-4, 5, 0, 0), Double.NaN);
    assertThat(0 < allowed).isFalse();
  }
}
