package dev.npexport.model.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.npexport.testkit.SampleRows;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;

/** Jobs in every state, for tests of the stores. */
abstract class StoredJobs {

  static final Duration SILENCE = Duration.ofSeconds(15);
  static final ArchiveFacts ARCHIVE = new ArchiveFacts("exports/a.zip", 12, "ab");
  static final JobError ERROR = new JobError("not_finite", "W_dec holds NaN", "[]");
  static final List<PlannedShard> TWO_SHARDS =
      List.of(new PlannedShard(0, 0, 4, 1, 1, false), new PlannedShard(1, 4, 6, 1, 1, false));

  @Inject JobStore jobs;
  @Inject ClaimStore claims;
  @Inject PlanStore plans;
  @Inject LabelEditStore labels;
  @Inject ShardStore shards;
  @Inject ProgressStore progress;
  @Inject DataSource dataSource;

  UUID sae;

  @BeforeEach
  void registerAnSae() {
    sae = SampleRows.sae(dataSource);
  }

  ExportJob create() {
    tick();
    return jobs.create(new NewJob(sae, "{}", Optional.empty())).job();
  }

  JobClaim plan(UUID id) {
    var change = claims.claimPlanning(id, "w", longAgo()).orElseThrow();
    var claim = new JobClaim(id, change.job().attempts, "w");
    plans.store(claim, 6, TWO_SHARDS).orElseThrow();
    return claim;
  }

  void finishShards(UUID id) {
    for (var shard : shards.of(id)) {
      if (shard.status != ShardStatus.DONE) {
        assertThat(shards.done(shards.claim(id, shard.key.number(), "w").orElseThrow(), () -> {}))
            .isTrue();
      }
    }
  }

  UUID jobIn(JobStatus status) {
    var id = create().id;
    if (status == JobStatus.PENDING) {
      return id;
    }
    plan(id);
    switch (status) {
      case PENDING -> throw new IllegalStateException();
      case COMPUTING -> {}
      case FAILED -> jobs.fail(id, 1, ERROR).orElseThrow();
      case CANCELLED -> jobs.cancel(id, "me").orElseThrow();
      case PACKAGING -> {
        finishShards(id);
        claims.startPackaging(id, 1, "w").orElseThrow();
      }
      case COMPLETED -> {
        finishShards(id);
        claims.startPackaging(id, 1, "w").orElseThrow();
        claims.complete(new JobClaim(id, 1, "w"), ARCHIVE, () -> {}).orElseThrow();
      }
    }
    return id;
  }

  int attemptOf(UUID id) {
    return jobs.find(id).orElseThrow().attempts;
  }

  static java.time.Instant longAgo() {
    return TestClock.CLOCK.instant().minus(SILENCE);
  }

  static void tick() {
    TestClock.CLOCK.advance(Duration.ofSeconds(1));
  }
}
