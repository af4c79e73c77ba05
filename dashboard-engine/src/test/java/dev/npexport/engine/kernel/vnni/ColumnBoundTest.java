package dev.npexport.engine.kernel.vnni;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ColumnBoundTest {

  @Test
  void roundsBothUpAndByLittle() {
    Random random = new Random(1);
    for (int trial = 0; trial < 1000; trial++) {
      double length = Math.scalb(1 + random.nextDouble(), random.nextInt(-100, 20));
      double residue = Math.scalb(1 + random.nextDouble(), random.nextInt(-120, 20));
      int bound = ColumnBound.of(length, residue);
      assertThat((double) ColumnBound.length(bound)).isBetween(length, length * (1 + 0x1p-6));
      assertThat((double) ColumnBound.residue(bound)).isBetween(residue, residue * (1 + 0x1p-6));
    }
  }

  @Test
  void isAboveZeroForAColumnOfZeros() {
    assertThat(ColumnBound.length(ColumnBound.of(0, 0x1p-120))).isPositive();
    assertThat(ColumnBound.residue(ColumnBound.of(0, 0x1p-120))).isGreaterThanOrEqualTo(0x1p-120f);
  }
}
