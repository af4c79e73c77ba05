package dev.npexport.engine.kernel.vnni;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tries to break the bound, and the promise that no block overflows, with vectors made for it. */
class BoundTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 64, 97, 576, 2304})
  void holdsForRandomVectors(int width) {
    Random random = new Random(width);
    for (int trial = 0; trial < 50; trial++) {
      assertHolds(
          vector(width, i -> random.nextDouble(-2, 2)), vector(width, i -> random.nextGaussian()));
    }
  }

  /** Every entry but the largest loses half a unit, all in the same direction. */
  @ParameterizedTest
  @ValueSource(ints = {4, 96, 576})
  void holdsWhenEveryEntryLosesHalfAUnit(int width) {
    for (double rest : new double[] {0.4999, 0.5, 0.5001}) {
      double[] r = vector(width, i -> i == 0 ? 1 : (1000 + rest) / 32766);
      double[] w = vector(width, i -> i == 0 ? -1 : (-700 - rest) / 32766);
      assertHolds(r, w);
      assertHolds(r, r);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 576})
  void holdsForEqualEntriesAndForOneThatDominates(int width) {
    double[] equal = vector(width, i -> 1.999);
    double[] one = vector(width, i -> i == width / 2 ? 1.999 : 0x1p-20 * (i + 1));
    double[] alternating = vector(width, i -> i % 2 == 0 ? 1.3 : -1.3);
    assertHolds(equal, equal);
    assertHolds(equal, alternating);
    assertHolds(one, equal);
    assertHolds(one, one);
  }

  @Test
  void holdsForVectorsThatVanish() {
    double[] r = vector(20, i -> 1.5);
    for (double size : new double[] {0, 0x1p-1070, 0x1p-700, 0x1p-190, 0x1p-130, 0x1p-30}) {
      assertHolds(r, vector(20, i -> size * (1 + i)));
    }
    assertHolds(new double[20], r);
  }

  @Test
  void isNotFarFromWhatCanHappen() {
    int width = 96;
    // what is lost points along the other vector
    double[] w = vector(width, i -> i == 0 ? 0 : 1);
    double[] r = vector(width, i -> i == 0 ? 1 : 0.5001 / 32766);
    Rounded row = rounded(r, false);
    Rounded column = rounded(w, true);
    double error = Math.abs(approximate(row, column, width) - exact(r, w, row.scale()));
    assertThat(error).isGreaterThan(bound(row, column, width) / 2);
  }

  private static void assertHolds(double[] r, double[] w) {
    int width = r.length;
    Rounded row = rounded(r, false);
    Rounded column = rounded(w, true);
    if (row.scale() == 0) {
      assertThat(exact(r, w, 1)).isZero();
      return;
    }
    double error = Math.abs(approximate(row, column, width) - exact(r, w, row.scale()));
    assertThat(error).isLessThanOrEqualTo(bound(row, column, width));
  }

  private static Rounded rounded(double[] vector, boolean floatScale) {
    Rounded rounded = new Rounded(Blocks.of(vector.length));
    rounded.round(vector, vector.length, floatScale);
    return rounded;
  }

  private static double bound(Rounded row, Rounded column, int width) {
    int blocks = Blocks.of(width).count();
    double residue = Bound.columnResidue(column, blocks, width, 0);
    return Bound.of(row).of(column.length(), residue);
  }

  /** As the machine code does it; the sum over a block must stay an int, whatever its order. */
  private static double approximate(Rounded row, Rounded column, int width) {
    Blocks blocks = Blocks.of(width);
    float total = 0;
    for (int block = 0; block < blocks.count(); block++) {
      long sum = 0;
      long size = 0;
      for (int j = block * blocks.width(); j < (block + 1) * blocks.width(); j++) {
        long product = (long) row.integer(j) * column.integer(j);
        sum += product;
        size += Math.abs(product);
      }
      assertThat(size).isLessThanOrEqualTo(Integer.MAX_VALUE);
      total += (float) sum;
    }
    return total * (float) column.scale();
  }

  private static double exact(double[] r, double[] w, double scale) {
    BigDecimal sum = BigDecimal.ZERO;
    for (int i = 0; i < r.length; i++) {
      sum = sum.add(new BigDecimal(r[i]).multiply(new BigDecimal(w[i])));
    }
    return sum.doubleValue() / scale;
  }

  private static double[] vector(int width, IntToDoubleFunction value) {
    double[] vector = new double[width];
    Arrays.setAll(vector, value);
    return vector;
  }
}
