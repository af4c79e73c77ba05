package dev.npexport.engine.kernel.rerank;

import static org.assertj.core.api.Assertions.assertThat;

import dev.npexport.engine.kernel.BinEdges;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FloatBinsTest {

  @ParameterizedTest
  @CsvSource({"1,10", "3,50", "4,50", "7,200", "511,37", "4096,64", "20000,50", "20001,511"})
  void countsAsTheEdgesDo(int length, int bins) {
    var random = new Random(length);
    float[] row = new float[length];
    for (int i = 0; i < length; i++) {
      row[i] = (float) random.nextGaussian();
    }
    assertCounts(row, -4.25, 4.25, bins);
    assertCounts(row, -0.1, 0.2, bins);
  }

  @Test
  void placesValuesOnAnEdgeAndNextToIt() {
    for (int bins : new int[] {10, 50, 64}) {
      double[] edges = BinEdges.linear(-1, 3, bins).toArray();
      float[] row = new float[3 * edges.length];
      for (int i = 0; i < edges.length; i++) {
        row[3 * i] = (float) edges[i];
        row[3 * i + 1] = Math.nextUp((float) edges[i]);
        row[3 * i + 2] = Math.nextDown((float) edges[i]);
      }
      assertCounts(row, -1, 3, bins);
    }
  }

  @Test
  void countsEverythingInTheLastBinWhenThereIsNoWidth() {
    assertThat(new FloatBins().count(new float[] {5, 5, 5}, 3, 5, 5, 4))
        .containsExactly(0, 0, 0, 3);
  }

  @Test
  void countsWhenTheRangeIsAlmostNothing() {
    assertCounts(new float[] {0, Float.MIN_VALUE, 0}, 0, Float.MIN_VALUE, 10);
    assertCounts(new float[] {0, 0, 0}, 0, Double.MIN_VALUE, 10);
  }

  private static void assertCounts(float[] row, double lo, double hi, int bins) {
    long[] expected = new long[bins];
    var edges = BinEdges.linear(lo, hi, bins);
    for (float value : row) {
      expected[edges.binOf(value)]++;
    }
    assertThat(new FloatBins().count(row, row.length, lo, hi, bins)).isEqualTo(expected);
  }
}
