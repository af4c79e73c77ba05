package dev.npexport.benchmarks.workers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ScheduleTest {

  @Test
  void whoeverIsFreeTakesTheNextShard() {
    var shards = List.of(4.0, 1.0, 1.0, 1.0, 3.0);
    assertThat(Schedule.makespan(shards, 1)).isEqualTo(10);
    assertThat(Schedule.makespan(shards, 2)).isEqualTo(6);
    assertThat(Schedule.makespan(shards, 9)).isEqualTo(4);
  }
}
