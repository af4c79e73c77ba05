package dev.npexport.engine.kernel.tiles;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RowSlotsTest {

  @Test
  void putsConsecutiveRowsIntoAllPlaces() {
    for (int first : new int[] {0, 5, 24, 1000}) {
      int[] indices = IntStream.range(first, first + 300).toArray();
      var slots = RowSlots.place(indices, 0, 300, 240);
      assertThat(slots.rows()).isEqualTo(240);
      assertThat(slots.used()).isEqualTo(240);
    }
  }

  @Test
  void putsEveryRowIntoAPlaceOfItsOwnGivenByItsIndex() {
    var random = new Random(1);
    int[] indices = random.ints(500, 0, 20_000).distinct().sorted().toArray();
    int from = 0;
    while (from < indices.length) {
      var slots = RowSlots.place(indices, from, indices.length, 240);
      assertThat(slots.rows()).isPositive();
      assertThat(slots.used() % RowSlots.GROUP).isZero();
      var taken = new HashSet<Integer>();
      for (int i = 0; i < slots.rows(); i++) {
        assertThat(slots.slot(i) % RowSlots.GROUP).isEqualTo(indices[from + i] % RowSlots.GROUP);
        assertThat(slots.slot(i)).isLessThan(slots.used());
        assertThat(taken.add(slots.slot(i))).isTrue();
      }
      from += slots.rows();
    }
  }

  @Test
  void takesOneGroupForOneRow() {
    var slots = RowSlots.place(new int[] {9, 47}, 1, 2, 240);
    assertThat(slots.rows()).isEqualTo(1);
    assertThat(slots.slot(0)).isEqualTo(23);
    assertThat(slots.used()).isEqualTo(24);
  }
}
