package dev.npexport.model.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.npexport.testkit.PostgresResource;
import dev.npexport.testkit.SampleRows;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class JobStoreIT {

  private static final Duration SILENCE = Duration.ofSeconds(15);
  private static final ArchiveFacts ARCHIVE = new ArchiveFacts("exports/a.zip", 12, "ab");
  private static final JobError ERROR = new JobError("not_finite", "W_dec holds NaN", "[]");
  private static final List<PlannedShard> TWO_SHARDS =
      List.of(new PlannedShard(0, 0, 4, 1, 1, false), new PlannedShard(1, 4, 6, 1, 1, false));

  @Inject JobStore jobs;
  @Inject ClaimStore claims;
  @Inject PlanStore plans;
  @Inject LabelEditStore labels;
  @Inject ShardStore shards;
  @Inject ProgressStore progress;
  @Inject DataSource dataSource;

  private UUID sae;

  @BeforeEach
  void registerAnSae() {
    sae = SampleRows.sae(dataSource);
  }

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

  @Test
  void letsExactlyOneOfManyWorkersPlan() throws Exception {
    var job = create();
    assertThat(race(worker -> claims.claimPlanning(job.id, worker, longAgo()).isPresent())).isOne();
  }

  @Test
  void letsExactlyOneOfManyWorkersComputeAShard() throws Exception {
    var job = create();
    plan(job.id);
    assertThat(race(worker -> shards.claim(job.id, 0, worker).isPresent())).isOne();
  }

  @Test
  void letsExactlyOneOfManyWorkersPackage() throws Exception {
    var job = create();
    plan(job.id);
    finishShards(job.id);
    assertThat(race(worker -> claims.startPackaging(job.id, 1, worker).isPresent())).isOne();
  }

  @Test
  void letsExactlyOneOfManyEndAJob() throws Exception {
    var job = create();
    plan(job.id);
    finishShards(job.id);
    claims.startPackaging(job.id, 1, "w").orElseThrow();
    var claim = new JobClaim(job.id, 1, "w");
    assertThat(
            race(
                worker ->
                    switch (Math.floorMod(worker.hashCode(), 3)) {
                      case 0 -> claims.complete(claim, ARCHIVE, () -> {}).isPresent();
                      case 1 -> jobs.fail(job.id, 1, ERROR).isPresent();
                      default -> jobs.cancel(job.id, worker).isPresent();
                    }))
        .isOne();
    assertThat(jobs.find(job.id).orElseThrow().status.isTerminal()).isTrue();
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
  void retriesAFailedJobFromItsFinishedShards() {
    var id = jobIn(JobStatus.COMPUTING);
    shards.done(shards.claim(id, 0, "w").orElseThrow(), () -> {});
    shards.failed(shards.claim(id, 1, "w").orElseThrow(), ERROR, 1);
    var retried = jobs.retry(id).orElseThrow();
    assertThat(retried.attempts).isEqualTo(2);
    assertThat(retried.errorCode).isNull();
    assertThat(retried.progress).isZero();
    claims.claimPlanning(id, "w", longAgo()).orElseThrow();
    var planned =
        plans
            .store(
                new JobClaim(id, 2, "w"),
                6,
                List.of(
                    new PlannedShard(0, 0, 4, 1, 1, true), new PlannedShard(1, 4, 6, 1, 1, true)))
            .orElseThrow();
    assertThat(planned.job().featuresDone).isEqualTo(4);
    assertThat(shards.of(id))
        .extracting(s -> s.status)
        .containsExactly(ShardStatus.DONE, ShardStatus.PENDING);
    assertThat(shards.claim(id, 1, "w").orElseThrow().attempt()).isEqualTo(2);
  }

  @Test
  void startsEveryShardAgainWhenALabelWasEdited() throws Exception {
    var id = jobIn(JobStatus.COMPUTING);
    assertThat(labels.of(id)).hasValue("[]");
    shards.done(shards.claim(id, 0, "w").orElseThrow(), () -> {});
    jobs.cancel(id, "me");
    jobs.retry(id);
    edit(3, "whales");
    claims.claimPlanning(id, "w", longAgo()).orElseThrow();
    assertThat(labels.of(id)).as("until it is planned again").hasValue("[]");
    var planned =
        plans
            .store(
                new JobClaim(id, 2, "w"),
                6,
                List.of(
                    new PlannedShard(0, 0, 4, 1, 1, true), new PlannedShard(1, 4, 6, 1, 1, true)))
            .orElseThrow();
    assertThat(planned.job().featuresDone).isZero();
    assertThat(shards.of(id))
        .extracting(s -> s.status)
        .containsExactly(ShardStatus.PENDING, ShardStatus.PENDING);
    assertThat(labels.of(id).orElseThrow())
        .contains("\"label\": \"whales\"", "\"feature_index\": 3");
    edit(3, "later");
    assertThat(labels.of(id).orElseThrow()).contains("whales").doesNotContain("later");
  }

  private void edit(int feature, String label) throws Exception {
    try (var connection = dataSource.getConnection();
        var insert =
            connection.prepareStatement(
                "insert into features (sae_id, feature_index, label, label_source) values (?, ?, ?, 'api')"
                    + " on conflict (sae_id, feature_index) do update set label = excluded.label")) {
      insert.setObject(1, sae);
      insert.setInt(2, feature);
      insert.setString(3, label);
      insert.executeUpdate();
    }
  }

  @Test
  void startsEveryShardAgainWhenThePlanCutsOtherwise() {
    var id = jobIn(JobStatus.COMPUTING);
    shards.done(shards.claim(id, 0, "w").orElseThrow(), () -> {});
    jobs.cancel(id, "me");
    jobs.retry(id);
    claims.claimPlanning(id, "w", longAgo()).orElseThrow();
    plans
        .store(new JobClaim(id, 2, "w"), 6, List.of(new PlannedShard(0, 0, 6, 1, 1, true)))
        .orElseThrow();
    assertThat(shards.of(id)).extracting(s -> s.status).containsExactly(ShardStatus.PENDING);
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
  void sendsAtMostFiveEventsASecondWhoeverSends() throws Exception {
    var id = jobIn(JobStatus.COMPUTING);
    var claim = shards.claim(id, 0, "w").orElseThrow();
    tick();
    shards.heartbeat(claim, 2);
    assertThat(race(worker -> progress.computing(id, 1).isPresent())).isOne();
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

  private ExportJob create() {
    tick();
    return jobs.create(new NewJob(sae, "{}", Optional.empty())).job();
  }

  private JobClaim plan(UUID id) {
    var change = claims.claimPlanning(id, "w", longAgo()).orElseThrow();
    var claim = new JobClaim(id, change.job().attempts, "w");
    plans.store(claim, 6, TWO_SHARDS).orElseThrow();
    return claim;
  }

  private void finishShards(UUID id) {
    for (var shard : shards.of(id)) {
      if (shard.status != ShardStatus.DONE) {
        assertThat(shards.done(shards.claim(id, shard.key.number(), "w").orElseThrow(), () -> {}))
            .isTrue();
      }
    }
  }

  private UUID jobIn(JobStatus status) {
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

  private int attemptOf(UUID id) {
    return jobs.find(id).orElseThrow().attempts;
  }

  private static java.time.Instant longAgo() {
    return TestClock.CLOCK.instant().minus(SILENCE);
  }

  private static void tick() {
    TestClock.CLOCK.advance(Duration.ofSeconds(1));
  }

  private static int race(java.util.function.Predicate<String> change) throws Exception {
    try (var pool = Executors.newFixedThreadPool(8)) {
      var tasks = new ArrayList<Callable<Boolean>>();
      for (var i = 0; i < 16; i++) {
        var worker = "worker-" + i;
        tasks.add(() -> change.test(worker));
      }
      var winners = 0;
      for (Future<Boolean> result : pool.invokeAll(tasks)) {
        winners += result.get() ? 1 : 0;
      }
      return winners;
    }
  }
}
