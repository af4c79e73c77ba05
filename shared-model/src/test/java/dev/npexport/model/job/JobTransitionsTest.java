package dev.npexport.model.job;

import static dev.npexport.model.job.JobStatus.CANCELLED;
import static dev.npexport.model.job.JobStatus.COMPLETED;
import static dev.npexport.model.job.JobStatus.COMPUTING;
import static dev.npexport.model.job.JobStatus.FAILED;
import static dev.npexport.model.job.JobStatus.PACKAGING;
import static dev.npexport.model.job.JobStatus.PENDING;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JobTransitionsTest {

  private static final Map<JobStatus, Set<JobStatus>> TABLE =
      Map.of(
          PENDING, Set.of(COMPUTING, FAILED, CANCELLED),
          COMPUTING, Set.of(PACKAGING, FAILED, CANCELLED),
          PACKAGING, Set.of(COMPLETED, FAILED, CANCELLED),
          COMPLETED, Set.of(),
          FAILED, Set.of(PENDING),
          CANCELLED, Set.of(PENDING));

  @ParameterizedTest
  @EnumSource
  void allowsExactlyTheTable(JobStatus from) {
    for (var to : JobStatus.values()) {
      assertThat(JobTransitions.allowed(from, to))
          .as("%s to %s", from, to)
          .isEqualTo(TABLE.get(from).contains(to));
    }
  }

  @ParameterizedTest
  @EnumSource
  void isReadBackFromItsWireName(JobStatus status) {
    assertThat(JobStatus.of(status.wire())).isEqualTo(status);
  }
}
