package dev.npexport.model.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.npexport.model.job.ArchiveFacts;
import dev.npexport.model.job.ClaimStore;
import dev.npexport.model.job.ExportJob;
import dev.npexport.model.job.ExportShard;
import dev.npexport.model.job.JobClaim;
import dev.npexport.model.job.JobError;
import dev.npexport.model.job.JobStatus;
import dev.npexport.model.job.JobStore;
import dev.npexport.model.job.NewJob;
import dev.npexport.model.job.PlanStore;
import dev.npexport.model.job.PlannedShard;
import dev.npexport.model.job.ShardStore;
import dev.npexport.model.job.SweepStore;
import dev.npexport.model.job.TestClock;
import dev.npexport.model.job.WorkerStore;
import dev.npexport.testkit.PostgresResource;
import dev.npexport.testkit.RecordingBroker;
import dev.npexport.testkit.SampleRows;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class SweeperIT {

  private static final Duration INTERVAL = Duration.ofSeconds(5);

  @Inject Sweeper sweeper;
  @Inject SweepStore store;
  @Inject JobStore jobs;
  @Inject ClaimStore claims;
  @Inject PlanStore plans;
  @Inject ShardStore shards;
  @Inject WorkerStore workers;
  @Inject DataSource dataSource;

  private final RecordingBroker broker = FakeBroker.BROKER;

  @BeforeEach
  void startEmpty() throws SQLException {
    try (var connection = dataSource.getConnection();
        var statement = connection.createStatement()) {
      statement.execute("delete from neuronpedia_export_jobs");
      statement.execute("delete from workers");
    }
    broker.down(false);
    broker.waiting(1);
    broker.drain();
  }

  @Test
  void publishesAJobThatTheBrokerNeverConfirmed() {
    var job = create();
    sweepAfter(Duration.ofSeconds(6));
    assertThat(broker.drain()).as("it may still be under way").isEmpty();
    sweepAfter(Duration.ofSeconds(6));
    assertThat(broker.drain()).containsExactly("job " + job.id);
    sweepAfter(Duration.ofMinutes(30));
    assertThat(broker.drain()).as("it waits on the queue").isEmpty();
  }

  @Test
  void publishesAgainWhatTheBrokerLost() {
    var job = create();
    sweepAfter(Duration.ofSeconds(11));
    var computing = computing();
    broker.waiting(0);
    sweepAfter(Duration.ofSeconds(16));
    assertThat(broker.drain())
        .containsExactly("shard 0 of " + computing, "shard 1 of " + computing, "job " + job.id);
  }

  @Test
  void goesOnWhenTheBrokerIsBack() {
    var job = create();
    broker.down(true);
    sweepAfter(Duration.ofSeconds(11));
    broker.down(false);
    sweepAfter(Duration.ofSeconds(6));
    assertThat(broker.drain()).containsExactly("job " + job.id);
  }

  @Test
  void sweepsOnceInAnInterval() {
    create();
    sweepAfter(Duration.ofSeconds(11));
    create();
    TestClock.CLOCK.advance(Duration.ofSeconds(4));
    sweeper.sweep();
    assertThat(broker.drain()).hasSize(1);
  }

  /** By the lock of its row: each of the others finds that it has been swept. */
  @Test
  void letsExactlyOneOfManyServicesSweep() throws Exception {
    store.begin(INTERVAL);
    TestClock.CLOCK.advance(Duration.ofSeconds(6));
    var services = Collections.<Callable<Boolean>>nCopies(16, () -> store.begin(INTERVAL));
    var winners = 0;
    try (var pool = Executors.newFixedThreadPool(8)) {
      for (Future<Boolean> began : pool.invokeAll(services)) {
        winners += began.get() ? 1 : 0;
      }
    }
    assertThat(winners).isOne();
  }

  @Test
  void takesBackAShardWhoseWorkerFellSilent() {
    var id = computing();
    var claim = shards.claim(id, 0, "gone").orElseThrow();
    shards.claim(id, 1, "alive").orElseThrow();
    TestClock.CLOCK.advance(Duration.ofSeconds(10));
    assertThat(shards.heartbeat(shardClaim(id, 1), 0)).isTrue();
    sweepAfter(Duration.ofSeconds(6));
    assertThat(broker.drain()).containsExactly("shard 0 of " + id);
    assertThat(shards.heartbeat(claim, 1)).isFalse();
    assertThat(shards.of(id)).extracting(s -> s.losses).containsExactly(1, 0);
  }

  @Test
  void failsAJobWhoseShardKeepsKillingItsWorkers() {
    var id = computing();
    for (var loss = 0; loss <= 10; loss++) {
      assertThat(jobs.find(id).orElseThrow().status).isEqualTo(JobStatus.COMPUTING);
      shards.claim(id, 0, "gone").orElseThrow();
      sweepAfter(Duration.ofSeconds(16));
    }
    var job = jobs.find(id).orElseThrow();
    assertThat(job.status).isEqualTo(JobStatus.FAILED);
    assertThat(job.errorCode).isEqualTo("worker_lost");
    assertThat(job.errorMessage).contains("shard 0");
    assertThat(broker.drain()).filteredOn(sent -> sent.startsWith("dead")).hasSize(1);
    var shard = shards.failedShard(id).orElseThrow();
    assertThat(shard.losses).isEqualTo(11);
    assertThat(shard.history).contains("\"code\": \"worker_lost\"", "\"worker\": \"gone\"");
  }

  @Test
  void advancesAJobThatNobodyPackages() {
    var id = computing();
    shards.done(shards.claim(id, 0, "w").orElseThrow(), () -> {});
    shards.done(shards.claim(id, 1, "w").orElseThrow(), () -> {});
    sweepAfter(Duration.ofSeconds(16));
    assertThat(broker.drain()).containsExactly("job " + id);
    claims.startPackaging(id, 1, "gone").orElseThrow();
    sweepAfter(Duration.ofSeconds(6));
    assertThat(broker.drain()).isEmpty();
    sweepAfter(Duration.ofSeconds(16));
    assertThat(broker.drain()).containsExactly("job " + id);
  }

  @Test
  void sendsATerminalEventUntilItIsConfirmed() {
    var id = computing();
    jobs.cancel(id, "me");
    broker.down(true);
    sweepAfter(Duration.ofSeconds(11));
    broker.down(false);
    sweepAfter(Duration.ofSeconds(6));
    sweepAfter(Duration.ofSeconds(6));
    assertThat(broker.drain()).singleElement().asString().startsWith("cancelled " + id);
  }

  @Test
  void sendsTheHistoryOfAFailureUntilItIsConfirmed() {
    var id = computing();
    var claim = shards.claim(id, 0, "w").orElseThrow();
    assertThat(shards.failed(claim, JobError.of("internal", "poison"), 1))
        .isInstanceOf(ShardStore.Failure.Final.class);
    broker.down(true);
    sweepAfter(Duration.ofSeconds(11));
    broker.down(false);
    sweepAfter(Duration.ofSeconds(6));
    sweepAfter(Duration.ofSeconds(6));
    assertThat(broker.drain()).filteredOn(sent -> sent.equals("dead " + id)).hasSize(1);
  }

  @Test
  void failsAJobWhoseShardNoWorkerHasTheMemoryFor() {
    var id = computing(1L << 40);
    workers.here("small", new WorkerStore.Abilities(List.of("cpu"), 2, 1L << 30));
    assertThat(shards.tooLarge(id, 0)).isTrue();
    for (var waited = Duration.ZERO;
        waited.compareTo(Duration.ofMinutes(10)) < 0;
        waited = waited.plusSeconds(10)) {
      assertThat(jobs.find(id).orElseThrow().status).isEqualTo(JobStatus.COMPUTING);
      workers.here("small", new WorkerStore.Abilities(List.of("cpu"), 2, 1L << 30));
      broker.waiting(0);
      sweepAfter(Duration.ofSeconds(10));
      assertThat(broker.drain())
          .as("it is not sent over the broker again")
          .doesNotContain("shard 0 of " + id);
    }
    workers.here("small", new WorkerStore.Abilities(List.of("cpu"), 2, 1L << 30));
    sweepAfter(Duration.ofSeconds(10));
    var job = jobs.find(id).orElseThrow();
    assertThat(job.status).isEqualTo(JobStatus.FAILED);
    assertThat(job.errorCode).isEqualTo("not_enough_memory");
    assertThat(job.errorMessage).contains("shard 0", "1099511627776", "1 workers", "1073741824");
    assertThat(broker.drain()).contains("dead " + id);
  }

  @Test
  void waitsForALargeWorkerThatIsBusy() {
    var id = computing(1L << 40);
    assertThat(shards.tooLarge(id, 0)).isTrue();
    TestClock.CLOCK.advance(Duration.ofMinutes(30));
    workers.here("large", new WorkerStore.Abilities(List.of("gpu", "cpu"), 64, 1L << 41));
    sweepAfter(Duration.ofSeconds(6));
    assertThat(jobs.find(id).orElseThrow().status).isEqualTo(JobStatus.COMPUTING);
    assertThat(shards.waitingFor(1L << 30)).isEmpty();
    assertThat(shards.waitingFor(1L << 41)).contains(new ExportShard.Key(id, 0));
    shards.claim(id, 0, "large").orElseThrow();
    assertThat(shards.waitingFor(1L << 41)).isEmpty();
  }

  @Test
  void forgetsWorkersThatFellSilent() {
    workers.here("w", new WorkerStore.Abilities(List.of("cpu"), 2, 5));
    var now = TestClock.CLOCK.instant();
    assertThat(workers.present(now).count()).isPositive();
    sweepAfter(Duration.ofHours(2));
    assertThat(workers.present(Instant.EPOCH)).isEqualTo(new WorkerStore.Present(0, 0));
  }

  @Test
  void leavesCompletedJobsAlone() {
    var id = computing();
    shards.done(shards.claim(id, 0, "w").orElseThrow(), () -> {});
    shards.done(shards.claim(id, 1, "w").orElseThrow(), () -> {});
    claims.startPackaging(id, 1, "w").orElseThrow();
    claims.complete(new JobClaim(id, 1, "w"), new ArchiveFacts("exports/a.zip", 1, "ab"), () -> {});
    sweepAfter(Duration.ofMinutes(30));
    sweepAfter(Duration.ofMinutes(30));
    assertThat(broker.drain()).singleElement().asString().startsWith("completed " + id);
  }

  private ExportJob create() {
    var sae = SampleRows.sae(dataSource);
    return jobs.create(new NewJob(sae, "{}", Optional.empty())).job();
  }

  private UUID computing() {
    return computing(1);
  }

  private UUID computing(long memory) {
    var id = create().id;
    claims.claimPlanning(id, "w", TestClock.CLOCK.instant()).orElseThrow();
    plans
        .store(
            new JobClaim(id, 1, "w"),
            6,
            List.of(
                new PlannedShard(0, 0, 4, 1, memory, false),
                new PlannedShard(1, 4, 6, 1, 1, false)))
        .orElseThrow();
    sweepAfter(Duration.ofSeconds(6));
    broker.drain();
    return id;
  }

  private dev.npexport.model.job.ShardClaim shardClaim(UUID id, int number) {
    var shard = shards.of(id).get(number);
    return new dev.npexport.model.job.ShardClaim(
        id, 1, number, shard.attempt, shard.worker, shard.fromPlace, shard.toPlace, 1, 1);
  }

  private void sweepAfter(Duration duration) {
    TestClock.CLOCK.advance(duration);
    sweeper.sweep();
  }
}
