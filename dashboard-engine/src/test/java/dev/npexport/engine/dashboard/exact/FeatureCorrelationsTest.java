package dev.npexport.engine.dashboard.exact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.npexport.engine.testkit.InMemoryActivations;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class FeatureCorrelationsTest {

  @Test
  void findsTheThreeLargestOfTheDensePearsonMatrix() {
    var activations = InMemoryActivations.random(30, 12, 9, 4);
    var correlations = new FeatureCorrelations(activations);
    for (int feature = 0; feature < activations.features(); feature++) {
      var ranked = correlations.of(feature, activations.feature(feature));
      double[] pearson = new double[activations.features()];
      for (int other = 0; other < pearson.length; other++) {
        pearson[other] = other == feature ? -9 : pearson(activations, feature, other);
      }
      double[] best =
          Arrays.stream(pearson)
              .filter(r -> r > 1e-12)
              .map(r -> -r)
              .sorted()
              .map(r -> -r)
              .limit(3)
              .toArray();
      assertThat(ranked.indices()).hasSize(best.length).doesNotContain(feature);
      for (int i = 0; i < best.length; i++) {
        assertThat(ranked.values()[i]).isCloseTo(best[i], within(1e-12));
        assertThat(pearson[ranked.indices()[i]]).isCloseTo(best[i], within(1e-12));
        assertThat(ranked.l1()[i])
            .isCloseTo(cosine(activations, feature, ranked.indices()[i]), within(1e-12));
      }
    }
  }

  @Test
  void givesEqualCorrelationsToTheLowerIndexAndLeavesOutTheNegative() {
    float[][] x = {{1f, 0f, 2f, 0f}};
    float[][] away = {{0f, 1f, 0f, 1f}};
    int[][] tokens = {{0, 1, 2, 3}};
    var activations = new InMemoryActivations(tokens, new float[][][] {x, away, x, x, x, x});
    var ranked = new FeatureCorrelations(activations).of(3, activations.feature(3));
    assertThat(ranked.indices()).containsExactly(0, 2, 4);
    assertThat(ranked.values()).containsOnly(1.0);
  }

  @Test
  void findsNoneForADeadFeature() {
    var activations = InMemoryActivations.random(5, 4, 6, 5);
    assertThat(new FeatureCorrelations(activations).of(0, activations.feature(0)).indices())
        .isEmpty();
  }

  @Test
  void findsNoneForAFeatureThatNeverVaries() {
    float[][][] dense = {{{1f, 1f}}, {{1f, 1f}}, {{1f, 2f}}};
    var activations = new InMemoryActivations(new int[][] {{0, 1}}, dense);
    assertThat(new FeatureCorrelations(activations).of(0, activations.feature(0)).indices())
        .isEmpty();
  }

  /** From centred values, where the kernel uses sums. */
  private static double pearson(InMemoryActivations activations, int a, int b) {
    double meanA = mean(activations, a);
    double meanB = mean(activations, b);
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (int p = 0; p < 12; p++) {
      for (int q = 0; q < 9; q++) {
        double x = activations.value(a, p, q) - meanA;
        double y = activations.value(b, p, q) - meanB;
        ab += x * y;
        aa += x * x;
        bb += y * y;
      }
    }
    return aa == 0 || bb == 0 ? -9 : ab / Math.sqrt(aa * bb);
  }

  private static double mean(InMemoryActivations activations, int feature) {
    return activations.sum(feature) / activations.source().countedTokens();
  }

  private static double cosine(InMemoryActivations activations, int a, int b) {
    double ab = 0;
    for (int p = 0; p < 12; p++) {
      for (int q = 0; q < 9; q++) {
        ab += (double) activations.value(a, p, q) * activations.value(b, p, q);
      }
    }
    return ab / Math.sqrt(activations.sumOfSquares(a) * activations.sumOfSquares(b));
  }
}
