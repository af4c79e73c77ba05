package dev.npexport.standalone.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScheduleTest {

  private static final EnumSet<FaultKind> ALL = EnumSet.allOf(FaultKind.class);

  @Test
  void theSameSeedGivesTheSameFaults() {
    assertThat(Schedule.of(7, 120, ALL)).isEqualTo(Schedule.of(7, 120, ALL));
    assertThat(Schedule.of(7, 120, ALL)).isNotEqualTo(Schedule.of(8, 120, ALL));
  }

  @Test
  void everyKindComesUpAndNoFaultIsMissing() {
    for (int faults : new int[] {ALL.size(), 30, 1_000}) {
      List<Fault> all = new ArrayList<>();
      Schedule.of(faults, faults, ALL).rounds().forEach(all::addAll);
      assertThat(all).hasSize(faults);
      assertThat(all).extracting(Fault::kind).containsAll(ALL);
    }
  }

  @Test
  void aRoundIsInTheOrderOfTimeAndStopsOutlastTheirPatience() {
    for (List<Fault> round : Schedule.of(3, 200, ALL).rounds()) {
      assertThat(round).extracting(Fault::at).isSorted();
      assertThat(round)
          .filteredOn(fault -> fault.kind() == FaultKind.WORKER_STOPPED)
          .allSatisfy(
              fault ->
                  assertThat(fault.lasts()).isGreaterThan(ChaosConfig.SILENT_AFTER.toMillis()));
    }
  }
}
