package dev.npexport.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SeededDrawsTest {

  private static final BigInteger TWO_64 = BigInteger.ONE.shiftLeft(64);

  @Test
  void drawsThePublishedNumbers() {
    assertThat(draws(0, 7, 1000, 5)).containsExactly(524, 302, 940, 883, 663);
    assertThat(draws(42, 123, 1000, 5)).containsExactly(882, 889, 304, 219, 699);
  }

  @Test
  void equalsTheDefinitionInUnboundedIntegers() {
    var random = new Random(1);
    for (int trial = 0; trial < 200; trial++) {
      long seed = random.nextLong();
      int feature = random.nextInt(1 << 20);
      int n = 1 + random.nextInt(1 << random.nextInt(1, 31));
      var state = mix(mix(unsigned(seed)).xor(BigInteger.valueOf(feature)));
      int[] expected = new int[4];
      for (int i = 0; i < expected.length; i++) {
        state = state.add(new BigInteger("9E3779B97F4A7C15", 16)).mod(TWO_64);
        expected[i] = mix(state).multiply(BigInteger.valueOf(n)).shiftRight(64).intValueExact();
      }
      assertThat(draws(seed, feature, n, 4)).isEqualTo(expected);
    }
  }

  private static int[] draws(long seed, int feature, int n, int count) {
    var draws = new SeededDraws(seed, feature);
    return IntStream.range(0, count).map(i -> draws.below(n)).toArray();
  }

  private static BigInteger mix(BigInteger z) {
    var first = multiply(z.xor(z.shiftRight(30)), "BF58476D1CE4E5B9");
    var second = multiply(first.xor(first.shiftRight(27)), "94D049BB133111EB");
    return second.xor(second.shiftRight(31));
  }

  private static BigInteger multiply(BigInteger z, String hex) {
    return z.multiply(new BigInteger(hex, 16)).mod(TWO_64);
  }

  private static BigInteger unsigned(long value) {
    return new BigInteger(Long.toUnsignedString(value));
  }
}
