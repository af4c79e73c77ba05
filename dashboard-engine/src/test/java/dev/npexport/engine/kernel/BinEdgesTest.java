package dev.npexport.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BinEdgesTest {

  @ParameterizedTest
  @ValueSource(ints = {10, 37, 50, 200})
  void putsAValueBetweenTheEdgesOfItsBin(int bins) {
    var random = new Random(bins);
    for (int trial = 0; trial < 200; trial++) {
      double lo = random.nextGaussian() * Math.pow(10, random.nextInt(-12, 12));
      double hi = lo + random.nextDouble() * Math.pow(10, random.nextInt(-12, 12));
      var edges = BinEdges.linear(lo, hi, bins);
      double[] bounds = edges.toArray();
      for (int i = 0; i <= bins; i++) {
        for (double value : new double[] {bounds[i], Math.nextDown(bounds[i])}) {
          assertPlaced(edges, bounds, Math.clamp(value, lo, hi));
        }
      }
      assertPlaced(edges, bounds, lo + (hi - lo) * random.nextDouble());
    }
  }

  @Test
  void multipliesBeforeItDivides() {
    double[] edges = BinEdges.linear(0.1, 0.7, 50).toArray();
    for (int i = 0; i < 50; i++) {
      assertThat(edges[i]).isEqualTo(0.1 + (0.7 - 0.1) * i / 50);
    }
    assertThat(edges[50]).isEqualTo(0.7);
  }

  @Test
  void spacesLogarithmicEdgesEvenlyAndKeepsTheBounds() {
    float smallest = 0.013f;
    float largest = 87.5f;
    double[] edges = BinEdges.logarithmic(smallest, largest, 50).toArray();
    assertThat(edges[0]).isEqualTo(smallest);
    assertThat(edges[50]).isEqualTo(largest);
    for (int i = 1; i < 50; i++) {
      assertThat(Math.log10(edges[i + 1]) - Math.log10(edges[i]))
          .isCloseTo((Math.log10(largest) - Math.log10(smallest)) / 50, within(1e-12));
    }
  }

  @Test
  void putsEveryLogarithmicEdgeIntoTheBinItOpens() {
    var edges = BinEdges.logarithmic(0.013f, 87.5f, 50);
    double[] bounds = edges.toArray();
    for (int i = 0; i < 50; i++) {
      assertThat(edges.binOf(bounds[i])).isEqualTo(i);
      assertThat(edges.binOf(Math.nextDown(bounds[i + 1]))).isEqualTo(i);
    }
    assertThat(edges.binOf(bounds[50])).isEqualTo(49);
  }

  @Test
  void countsEverythingInTheLastBinWhenThereIsNoWidth() {
    assertThat(BinEdges.linear(3, 3, 50).binOf(3)).isEqualTo(49);
    assertThat(BinEdges.logarithmic(3, 3, 50).binOf(3)).isEqualTo(49);
    assertThat(BinEdges.linear(0, 0, 10).binOf(0)).isEqualTo(9);
  }

  private static void assertPlaced(BinEdges edges, double[] bounds, double value) {
    int bin = edges.binOf(value);
    assertThat(value).isGreaterThanOrEqualTo(bounds[bin]);
    if (bin < edges.bins() - 1) {
      assertThat(value).isLessThan(bounds[bin + 1]);
    } else {
      assertThat(value).isLessThanOrEqualTo(bounds[bin + 1]);
    }
  }
}
