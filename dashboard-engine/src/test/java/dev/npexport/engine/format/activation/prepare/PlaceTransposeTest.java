package dev.npexport.engine.format.activation.prepare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.npexport.engine.problem.Cancellation;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceTransposeTest {

  private static final int FEATURES = 13;
  private static final int PLACES = 41;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 8, 40, 41, 1000})
  void givesTheSameForAnyBlockAndAnyRanges(int block) {
    var random = new Random(1);
    List<List<Long>> wanted = new ArrayList<>();
    for (int place = 0; place < PLACES; place++) {
      wanted.add(new ArrayList<>());
    }
    List<Long> byFeature = new ArrayList<>();
    long[] start = new long[FEATURES + 1];
    for (int feature = 0; feature < FEATURES; feature++) {
      for (int place = 0; place < PLACES; place++) {
        if (random.nextInt(FEATURES) < feature) {
          float value = random.nextFloat();
          byFeature.add(PreparedLayout.pack(place, value));
          wanted.get(place).add(PreparedLayout.pack(feature, value));
        }
      }
      start[feature + 1] = byFeature.size();
    }
    try (var arena = Arena.ofConfined()) {
      MemorySegment from = arena.allocate(8L * byFeature.size(), 8);
      for (int i = 0; i < byFeature.size(); i++) {
        from.setAtIndex(PreparedLayout.LONG, i, byFeature.get(i));
      }
      MemorySegment to = arena.allocate(from.byteSize(), 8);
      MemorySegment pointers = arena.allocate(8L * (PLACES + 1), 8);
      pointers.setAtIndex(PreparedLayout.LONG, PLACES, byFeature.size());
      var transpose =
          new PlaceTranspose(start, from, to, pointers, block, new Cancellation(() -> false));
      int most = 0;
      for (int[] range : new int[][] {{17, 30}, {30, 41}, {0, 17}}) {
        most = Math.max(most, transpose.run(range[0], range[1]));
      }
      for (int place = 0; place < PLACES; place++) {
        List<Long> found = new ArrayList<>();
        for (long at = pointers.getAtIndex(PreparedLayout.LONG, place);
            at < pointers.getAtIndex(PreparedLayout.LONG, place + 1);
            at++) {
          found.add(to.getAtIndex(PreparedLayout.LONG, at));
        }
        assertThat(found).isEqualTo(wanted.get(place));
      }
      assertThat(most).isEqualTo(wanted.stream().mapToInt(List::size).max().orElseThrow());
    }
  }
}
