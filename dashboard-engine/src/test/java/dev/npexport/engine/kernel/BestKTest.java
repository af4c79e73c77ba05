package dev.npexport.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BestKTest {

  @ParameterizedTest
  @CsvSource({"0,10", "1,1", "1,50", "3,2", "5,5", "7,100", "20,1000", "100,100"})
  void keepsWhatAFullSortPutsFirst(int k, int offers) {
    var random = new Random(k * 1000L + offers);
    double[] values = random.doubles(offers).map(x -> Math.floor(x * 10)).toArray();
    int[] expected =
        IntStream.range(0, offers)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer i) -> -values[i]).thenComparing(i -> i))
            .limit(k)
            .mapToInt(i -> i)
            .toArray();
    var best = new BestK(k);
    random.ints(0, offers).distinct().limit(offers).forEach(i -> best.offer(i, values[i]));
    var ranked = best.drain();
    assertThat(ranked.indices()).isEqualTo(expected);
    assertThat(ranked.values())
        .isEqualTo(IntStream.of(expected).mapToDouble(i -> values[i]).toArray());
  }
}
