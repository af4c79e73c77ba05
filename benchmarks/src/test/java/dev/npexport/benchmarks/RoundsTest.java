package dev.npexport.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RoundsTest {

  private final Console quiet = new Console(new PrintStream(new ByteArrayOutputStream()));

  @Test
  void eachSideIsFirstInEveryOtherRound() throws InterruptedException {
    var order = new ArrayList<String>();
    var rounds =
        Rounds.run(
            3,
            () -> {
              order.add("us");
              return order.size();
            },
            Optional.of(
                () -> {
                  order.add("peer");
                  return 10.0 * order.size();
                }),
            quiet);
    assertThat(order).containsExactly("us", "peer", "peer", "us", "us", "peer");
    assertThat(rounds.ours()).isEqualTo(4);
    assertThat(rounds.peers()).hasValue(30);
  }

  @Test
  void runsOursAloneWithoutAPeer() throws InterruptedException {
    var rounds = Rounds.run(2, () -> 3, Optional.empty(), quiet);
    assertThat(rounds.ours()).isEqualTo(3);
    assertThat(rounds.peers()).isEmpty();
  }

  @Test
  void theMedianOfAnEvenNumberIsBetweenTheTwoInTheMiddle() {
    assertThat(Rounds.median(List.of(9.0, 1.0, 2.0, 4.0))).isEqualTo(3);
  }
}
