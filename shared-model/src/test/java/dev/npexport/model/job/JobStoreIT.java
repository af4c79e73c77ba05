package dev.npexport.model.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.npexport.testkit.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a job goes through, and that nobody changes what is no longer theirs. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class JobStoreIT extends StoredJobs {

  @Test
  void leadsAJobFromPendingToCompleted() {
    var job = create();
    assertThat(job.status).isEqualTo(JobStatus.PENDING);
    var claim = plan(job.id);
    var first = shards.claim(job.id, 0, "w1").orElseThrow();
    assertThat(first).isEqualTo(new ShardClaim(job.id, 1, 0, 1, "w1", 0, 4, 1, 1));
    assertThat(shards.done(first, () -> {})).isTrue();
    assertThat(claims.startPackaging(job.id, 1, "w1")).as("a shard is not done").isEmpty();
    assertThat(shards.done(shards.claim(job.id, 1, "w2").orElseThrow(), () -> {})).isTrue();
    tick();
    var packaging = claims.startPackaging(job.id, 1, "w2").orElseThrow();
    assertThat(packaging.announce()).isTrue();
    assertThat(packaging.job().featuresDone).isEqualTo(6);
    var completed = claims.complete(new JobClaim(job.id, 1, "w2"), ARCHIVE, () -> {}).orElseThrow();
    assertThat(completed.status).isEqualTo(JobStatus.COMPLETED);
    assertThat(completed.progress).isEqualTo(1);
    assertThat(completed.outputPath).isEqualTo("exports/a.zip");
    assertThat(completed.completedAt).isEqualTo(TestClock.CLOCK.instant());
    assertThat(completed.eventSeq).isGreaterThan(packaging.job().eventSeq);
    assertThat(jobs.find(job.id).orElseThrow().status).isEqualTo(JobStatus.COMPLETED);
    assertThat(claims.heartbeat(claim)).isFalse();
  }

  @Test
  void returnsTheJobThatHasTheIdempotencyKey() {
    var key = Optional.of("key-" + UUID.randomUUID());
    var first = jobs.create(new NewJob(sae, "{\"a\": 1}", key));
    var second = jobs.create(new NewJob(sae, "{\"a\": 2}", key));
    assertThat(first.created()).isTrue();
    assertThat(second.created()).isFalse();
    assertThat(second.job().id).isEqualTo(first.job().id);
    assertThat(second.job().config).isEqualTo("{\"a\": 1}");
  }

  @ParameterizedTest
  @EnumSource
  void changesNothingThatTheTableForbids(JobStatus from) {
    var reached =
        List.of(
            new Attempted(
                JobStatus.COMPUTING, id -> claims.claimPlanning(id, "late", longAgo()).isPresent()),
            new Attempted(
                JobStatus.PACKAGING,
                id -> claims.startPackaging(id, attemptOf(id), "late").isPresent()),
            new Attempted(
                JobStatus.COMPLETED,
                id ->
                    claims
                        .complete(new JobClaim(id, attemptOf(id), "w"), ARCHIVE, () -> {})
                        .isPresent()),
            new Attempted(JobStatus.FAILED, id -> jobs.fail(id, attemptOf(id), ERROR).isPresent()),
            new Attempted(JobStatus.CANCELLED, id -> jobs.cancel(id, "me").isPresent()),
            new Attempted(JobStatus.PENDING, id -> jobs.retry(id).isPresent()));
    for (var attempted : reached) {
      var id = jobIn(from);
      if (from == JobStatus.COMPUTING) {
        finishShards(id);
      }
      var before = jobs.find(id).orElseThrow();
      var changed = attempted.change().test(id);
      var after = jobs.find(id).orElseThrow();
      assertThat(changed)
          .as("%s to %s", from, attempted.to())
          .isEqualTo(JobTransitions.allowed(from, attempted.to()));
      assertThat(after.status).isEqualTo(changed ? attempted.to() : from);
      if (!changed) {
        assertThat(after).usingRecursiveComparison().isEqualTo(before);
      }
    }
  }

  private record Attempted(JobStatus to, java.util.function.Predicate<UUID> change) {}

  @Test
  void ignoresAPackagerOfAnEarlierAttempt() {
    var id = jobIn(JobStatus.PACKAGING);
    var stale = new JobClaim(id, 1, "w");
    jobs.cancel(id, "me").orElseThrow();
    assertThat(jobs.retry(id).orElseThrow().attempts).isEqualTo(2);
    var claim = plan(id);
    assertThat(claim.attempt()).isEqualTo(2);
    finishShards(id);
    claims.startPackaging(id, 2, "w").orElseThrow();
    var published = new ArrayList<String>();
    assertThat(claims.complete(stale, ARCHIVE, () -> published.add("stale"))).isEmpty();
    assertThat(jobs.fail(id, 1, ERROR)).isEmpty();
    assertThat(claims.fail(stale, ERROR)).isEmpty();
    assertThat(claims.heartbeat(stale)).isFalse();
    assertThat(claims.startPackaging(id, 1, "w")).isEmpty();
    assertThat(published).isEmpty();
    assertThat(jobs.find(id).orElseThrow().status).isEqualTo(JobStatus.PACKAGING);
  }

  @Test
  void ignoresAWorkerWhoseShardWasTakenBack() {
    var id = jobIn(JobStatus.COMPUTING);
    var stale = shards.claim(id, 0, "zombie").orElseThrow();
    assertThat(shards.release(stale)).isTrue();
    var current = shards.claim(id, 0, "zombie").orElseThrow();
    assertThat(current.attempt()).isEqualTo(stale.attempt() + 1);
    assertThat(shards.heartbeat(stale, 3)).isFalse();
    assertThat(shards.release(stale)).isFalse();
    assertThat(shards.failed(stale, ERROR, 1)).isInstanceOf(ShardStore.Failure.Stale.class);
    var published = new ArrayList<String>();
    assertThat(shards.done(stale, () -> published.add("stale"))).isFalse();
    assertThat(published).isEmpty();
    assertThat(shards.of(id).getFirst().status).isEqualTo(ShardStatus.RUNNING);
    assertThat(shards.heartbeat(current, 3)).isTrue();
  }

  @Test
  void stopsAShardOfACancelledJob() {
    var id = jobIn(JobStatus.COMPUTING);
    var claim = shards.claim(id, 0, "w").orElseThrow();
    var cancelled = jobs.cancel(id, "someone").orElseThrow();
    assertThat(cancelled.cancelledBy).isEqualTo("someone");
    assertThat(cancelled.completedAt).isNotNull();
    assertThat(shards.heartbeat(claim, 1)).isFalse();
    assertThat(shards.done(claim, () -> {})).isFalse();
    assertThat(shards.claim(id, 1, "w")).isEmpty();
  }

  @Test
  void keepsARowAsItWasWhenTheResultCannotBeMoved() {
    var id = jobIn(JobStatus.COMPUTING);
    var claim = shards.claim(id, 0, "w").orElseThrow();
    assertThat(
            org.assertj.core.api.Assertions.catchThrowable(
                () ->
                    shards.done(
                        claim,
                        () -> {
                          throw new IllegalStateException("no room");
                        })))
        .hasMessageContaining("no room");
    assertThat(shards.of(id).getFirst().status).isEqualTo(ShardStatus.RUNNING);
    assertThat(shards.done(claim, () -> {})).isTrue();
  }

  @Test
  void failsTheJobWithTheShardsErrorAfterThreeFailures() {
    var id = jobIn(JobStatus.COMPUTING);
    for (var failure = 1; failure <= 2; failure++) {
      assertThat(shards.failed(shards.claim(id, 1, "w").orElseThrow(), ERROR, 3))
          .isEqualTo(new ShardStore.Failure.Again(failure));
    }
    var last = shards.failed(shards.claim(id, 1, "w").orElseThrow(), ERROR, 3);
    assertThat(last).isInstanceOf(ShardStore.Failure.Final.class);
    var job = jobs.find(id).orElseThrow();
    assertThat(job.status).isEqualTo(JobStatus.FAILED);
    assertThat(job.errorCode).isEqualTo("not_finite");
    assertThat(job.errorMessage).isEqualTo("W_dec holds NaN");
    assertThat(shards.of(id).get(1).status).isEqualTo(ShardStatus.FAILED);
  }

  @Test
  void takesOverAPlanningWhoseWorkerFellSilent() {
    var job = create();
    claims.claimPlanning(job.id, "gone", longAgo()).orElseThrow();
    assertThat(claims.claimPlanning(job.id, "next", TestClock.CLOCK.instant().minus(SILENCE)))
        .isEmpty();
    TestClock.CLOCK.advance(SILENCE.plusSeconds(1));
    var taken =
        claims
            .claimPlanning(job.id, "next", TestClock.CLOCK.instant().minus(SILENCE))
            .orElseThrow();
    assertThat(taken.job().losses).isOne();
    assertThat(plans.store(new JobClaim(job.id, 1, "gone"), 6, TWO_SHARDS)).isEmpty();
    assertThat(plans.store(new JobClaim(job.id, 1, "next"), 6, TWO_SHARDS)).isPresent();
  }

  @Test
  void neverMovesProgressBackAndPacesEvents() {
    var id = jobIn(JobStatus.COMPUTING);
    var claim = shards.claim(id, 0, "w").orElseThrow();
    tick();
    shards.heartbeat(claim, 3);
    var first = progress.computing(id, 1).orElseThrow();
    assertThat(first.featuresDone).isEqualTo(3);
    assertThat(first.progress).isEqualTo(0.95 * 3 / 6);
    shards.heartbeat(claim, 4);
    assertThat(progress.computing(id, 1)).as("too soon").isEmpty();
    tick();
    shards.release(claim);
    shards.heartbeat(shards.claim(id, 0, "w").orElseThrow(), 1);
    assertThat(progress.computing(id, 1)).as("less than before").isEmpty();
    assertThat(progress.computing(id, 2)).as("another attempt").isEmpty();
    assertThat(jobs.find(id).orElseThrow().featuresDone).isEqualTo(3);
  }

  @Test
  void deletesTerminalJobsOnly() {
    var alive = jobIn(JobStatus.COMPUTING);
    assertThat(jobs.delete(alive)).isEmpty();
    assertThat(shards.of(alive)).hasSize(2);
    jobs.cancel(alive, "me");
    assertThat(jobs.delete(alive)).isPresent();
    assertThat(jobs.find(alive)).isEmpty();
    assertThat(shards.of(alive)).isEmpty();
  }
}
