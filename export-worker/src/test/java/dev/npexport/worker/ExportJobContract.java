package dev.npexport.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.npexport.model.job.JobStatus;
import dev.npexport.model.job.ShardStatus;
import dev.npexport.model.message.Topology;
import dev.npexport.worker.testing.WorkerTest;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** What a worker does for jobs, whichever broker carries the messages. */
abstract class ExportJobContract extends FailedJobContract {

  @Test
  void leadsAJobFromItsMessageToItsArchive() throws Exception {
    engine.step = (shard, feature, listener) -> Thread.sleep(60);
    var id = start().id;
    var job = await(id, JobStatus.COMPLETED);
    var archive = root.root().resolve(job.outputPath);
    assertThat(Files.readString(archive))
        .startsWith("created 2023-11-14T22:13:20Z\nfeature 0\n")
        .endsWith("feature 11\n");
    assertThat(job.outputPath).isEqualTo("exports/" + id + ".zip");
    assertThat(job.fileSizeBytes).isEqualTo(Files.size(archive));
    assertThat(job.progress).isEqualTo(1);
    assertThat(job.featuresDone).isEqualTo(12);
    assertThat(shards.of(id)).allSatisfy(s -> assertThat(s.status).isEqualTo(ShardStatus.DONE));
    var heard = eventsOfEnded(id);
    assertThat(root.workFolder(id)).doesNotExist();
    assertThat(heard).extracting(e -> e.path("seq").asLong()).isSorted().doesNotHaveDuplicates();
    assertThat(heard).extracting(e -> e.path("progress").asDouble()).isSorted();
    assertThat(heard).filteredOn(WorkerTest::isTerminal).hasSize(1);
    assertThat(heard.getLast().path("type").asText()).isEqualTo("completed");
    assertThat(heard).extracting(e -> e.path("stage").asText()).contains("planning", "computing");
    assertThat(heard)
        .anySatisfy(e -> assertThat(e.path("features_per_second").asDouble()).isPositive());
  }

  @Test
  void fillsInTheFeaturesOnce() throws Exception {
    await(start().id, JobStatus.COMPLETED);
    execute("update features set label = 'edited', label_source = 'api' where feature_index = 0");
    try (var connection = dataSource.getConnection();
        var query =
            connection.prepareStatement(
                "select label, label_score, activation_count, is_dead from features"
                    + " where sae_id = ? order by feature_index")) {
      query.setObject(1, sae);
      var rows = query.executeQuery();
      assertThat(rows.next()).isTrue();
      assertThat(rows.getBoolean("is_dead")).isTrue();
      assertThat(rows.next()).isTrue();
      assertThat(rows.getString("label")).isEqualTo("tab\tnew\nline \\ backslash");
      assertThat(rows.getDouble("label_score")).isEqualTo(0.5);
      assertThat(rows.getLong("activation_count")).isEqualTo(1);
    }
    execute("update saes set features_at = null");
    await(start().id, JobStatus.COMPLETED);
    try (var connection = dataSource.getConnection();
        var query =
            connection.prepareStatement(
                "select label from features where sae_id = ? and feature_index = 0")) {
      query.setObject(1, sae);
      var rows = query.executeQuery();
      assertThat(rows.next()).isTrue();
      assertThat(rows.getString("label")).isEqualTo("edited");
    }
  }

  @Test
  void takesNoHarmFromDuplicatedMessages() throws Exception {
    engine.step = (shard, feature, listener) -> Thread.sleep(20);
    var job = start();
    for (var i = 0; i < 5; i++) {
      broker.job(job.id);
    }
    waitUntil(() -> !shards.of(job.id).isEmpty());
    for (var i = 0; i < 9; i++) {
      broker.shard(job.id, i % 3);
      broker.shard(job.id, 99);
    }
    await(job.id, JobStatus.COMPLETED);
    for (var i = 0; i < 5; i++) {
      broker.job(job.id);
      broker.shard(job.id, 0);
    }
    waitUntil(() -> events.waiting(Topology.SHARDS) == 0 && events.waiting(Topology.JOBS) == 0);
    assertThat(engine.begun.values()).allSatisfy(n -> assertThat(n).hasValue(1));
    assertThat(eventsOfEnded(job.id)).filteredOn(WorkerTest::isTerminal).hasSize(1);
    assertThat(root.workFolder(job.id)).doesNotExist();
  }

  @Test
  void stopsWithinASecondOfACancellation() throws Exception {
    var begun = new CountDownLatch(1);
    var ended = new CountDownLatch(1);
    engine.step =
        (shard, feature, listener) -> {
          begun.countDown();
          while (!listener.cancelled()) {
            Thread.sleep(5);
          }
          ended.countDown();
        };
    var id = start().id;
    begun.await();
    var cancelled = jobs.cancel(id, "somebody").orElseThrow();
    var begin = Instant.now();
    broker.control(id);
    ended.await();
    assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(1));
    messages.terminal(cancelled);
    waitUntil(() -> !Files.exists(root.workFolder(id)));
    assertThat(row(id).status).isEqualTo(JobStatus.CANCELLED);
    assertThat(eventsOfEnded(id)).filteredOn(WorkerTest::isTerminal).hasSize(1);
  }

  @Test
  void noticesACancellationWhoseMessageWasLost() throws Exception {
    var begun = new CountDownLatch(1);
    var ended = new CountDownLatch(1);
    engine.step =
        (shard, feature, listener) -> {
          begun.countDown();
          while (!listener.cancelled()) {
            Thread.sleep(5);
          }
          ended.countDown();
        };
    var id = start().id;
    begun.await();
    var begin = Instant.now();
    jobs.cancel(id, "somebody").orElseThrow();
    ended.await();
    assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofMillis(1500));
    waitUntil(() -> events.of(id).stream().anyMatch(WorkerTest::isTerminal));
  }

  @Test
  void leavesTheShardToAnotherWorkerThatTookItOver() throws Exception {
    var begun = new CountDownLatch(1);
    var release = new CountDownLatch(1);
    engine.shards = 1;
    engine.step =
        (shard, feature, listener) -> {
          begun.countDown();
          release.await(); // as if this process were stopped for a while
        };
    var id = start().id;
    begun.await();
    execute(
        "update export_shards set attempt = attempt + 1, worker = 'other', heartbeat_at = now()"
            + " + interval '1 hour' where job_id = '"
            + id
            + "'");
    release.countDown();
    waitUntil(() -> !Files.exists(root.workFolder(id)));
    var shard = shards.of(id).getFirst();
    assertThat(shard.status).isEqualTo(ShardStatus.RUNNING);
    assertThat(shard.worker).isEqualTo("other");
    assertThat(row(id).status).isEqualTo(JobStatus.COMPUTING);
    jobs.cancel(id, "test");
  }

  @Test
  void putsAwayMessagesThatCannotBeRead() throws Exception {
    drainDead();
    events.put(Topology.JOBS, "{\"job_id\": \"no-uuid\"}");
    waitUntil(() -> events.waiting(Topology.DEAD) > 0);
    assertThat(events.take(Topology.DEAD).orElseThrow().path("job_id").asText())
        .isEqualTo("no-uuid");
    await(start().id, JobStatus.COMPLETED);
  }

  @Test
  void findsAJobWhoseMessageWasNeverSent() throws Exception {
    await(create().id, JobStatus.COMPLETED);
  }

  private void drainDead() throws Exception {
    while (events.take(Topology.DEAD).isPresent()) {
      Thread.onSpinWait();
    }
  }
}
