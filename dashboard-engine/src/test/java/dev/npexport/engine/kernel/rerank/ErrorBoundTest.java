package dev.npexport.engine.kernel.rerank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tries to break the bound with rows made for it. */
class ErrorBoundTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 8, 64, 576, 2304})
  void holdsForRandomRows(int width) {
    var random = new Random(width);
    for (int trial = 0; trial < 50; trial++) {
      double[] r = random.doubles(width, -1.99, 1.99).toArray();
      double[] w = random.doubles(width, -1.99, 1.99).toArray();
      assertHolds(r, w);
    }
  }

  /** Every rounding goes the same way: half a unit is lost with each term that is added. */
  @ParameterizedTest
  @ValueSource(ints = {8, 64, 576, 2304, 65536})
  void holdsWhenEveryRoundingGoesTheSameWay(int width) {
    double[] r = new double[width];
    double[] w = new double[width];
    for (int i = 0; i < width; i++) {
      r[i] = 1 + 0x0.ffffffp-24;
      w[i] = i == 0 ? 1 : 0x1p-24 * (1 + 0x1p-20);
    }
    assertHolds(r, w);
    for (int i = 0; i < width; i++) {
      w[i] = 1 + 0x0.ffffffp-24;
    }
    assertHolds(r, w);
  }

  @Test
  void holdsWhereFactorsVanishInFloat32() {
    double[] r = new double[256];
    double[] w = new double[256];
    for (int i = 0; i < 256; i++) {
      r[i] = i == 0 ? 1 : 0x1.7p-151;
      w[i] = i == 0 ? 0x1.7p-140 : 1.5;
    }
    assertHolds(r, w);
  }

  @Test
  void isNotFarFromWhatCanHappen() {
    int width = 576;
    double[] r = new double[width];
    double[] w = new double[width];
    for (int i = 0; i < width; i++) {
      r[i] = 1;
      w[i] = i == 0 ? 1 : 0x1.8p-24;
    }
    double bound = bound(r, w);
    assertThat(Math.abs(float32(r, w) - exact(r, w))).isGreaterThan(bound / 1000);
  }

  @Test
  void refusesAWidthWithoutABound() {
    assertThatThrownBy(() -> ErrorBound.ofFloat32(1 << 24))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 64, 576, 2304})
  void holdsInBfloat16WhenEveryFactorLosesHalfAUnit(int width) {
    // just below the middle between two neighbours: rounds down by all but half a unit
    double down = 1 + 0x1p-8 - 0x1p-20;
    // just above: rounds up by as much
    double up = 1 + 0x1p-8 + 0x1p-20;
    for (double factor : new double[] {down, up, down * 0x1p-130, up * 0x1p-130}) {
      double[] r = new double[width];
      double[] w = new double[width];
      for (int i = 0; i < width; i++) {
        r[i] = factor * (i % 2 == 0 ? 1 : -1);
        w[i] = r[i];
      }
      assertHoldsInBfloat16(r, w);
    }
  }

  @Test
  void isReachedInBfloat16ToAHundredth() {
    double[] r = {1 + 0x1p-8 - 0x1p-20};
    double error = Math.abs(bfloat16(r, r) - exact(r, r));
    double bound = ErrorBound.ofBfloat16(1).of(length(r), length(r));
    assertThat(error).isBetween(0.98 * bound, bound);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 64, 576})
  void holdsInBfloat16ForRandomRows(int width) {
    var random = new Random(width);
    for (int trial = 0; trial < 50; trial++) {
      assertHoldsInBfloat16(
          random.doubles(width, -1.99, 1.99).toArray(),
          random.doubles(width, -1.99, 1.99).toArray());
    }
  }

  private static void assertHoldsInBfloat16(double[] r, double[] w) {
    assertThat(Math.abs(bfloat16(r, w) - exact(r, w)))
        .isLessThanOrEqualTo(ErrorBound.ofBfloat16(r.length).of(length(r), length(w)));
  }

  private static double bfloat16(double[] r, double[] w) {
    float sum = 0;
    for (int i = 0; i < r.length; i++) {
      sum += toBfloat16(r[i]) * toBfloat16(w[i]);
    }
    return sum;
  }

  private static float toBfloat16(double value) {
    int bits = Float.floatToRawIntBits((float) value);
    return Float.intBitsToFloat((bits + 0x7fff + (bits >>> 16 & 1)) & 0xffff_0000);
  }

  private static void assertHolds(double[] r, double[] w) {
    double exact = exact(r, w);
    assertThat(Math.abs(float32(r, w) - exact)).isLessThanOrEqualTo(bound(r, w));
    assertThat(Math.abs(fused(r, w) - exact)).isLessThanOrEqualTo(bound(r, w));
  }

  private static double bound(double[] r, double[] w) {
    return ErrorBound.ofFloat32(r.length).of(length(r), length(w));
  }

  private static double float32(double[] r, double[] w) {
    float sum = 0;
    for (int i = 0; i < r.length; i++) {
      sum += (float) r[i] * (float) w[i];
    }
    return sum;
  }

  private static double fused(double[] r, double[] w) {
    float sum = 0;
    for (int i = 0; i < r.length; i++) {
      sum = Math.fma((float) r[i], (float) w[i], sum);
    }
    return sum;
  }

  private static double exact(double[] r, double[] w) {
    var sum = BigDecimal.ZERO;
    for (int i = 0; i < r.length; i++) {
      sum = sum.add(new BigDecimal(r[i]).multiply(new BigDecimal(w[i])));
    }
    return sum.doubleValue();
  }

  private static double length(double[] a) {
    double sum = 0;
    for (double x : a) {
      sum += x * x;
    }
    return Math.sqrt(sum);
  }
}
