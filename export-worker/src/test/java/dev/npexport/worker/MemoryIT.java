package dev.npexport.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.npexport.model.job.JobStatus;
import dev.npexport.model.job.ShardStatus;
import dev.npexport.model.job.WorkerStore;
import dev.npexport.model.message.Topology;
import dev.npexport.testkit.BrokerResource;
import dev.npexport.worker.testing.FakeEngineProfile;
import dev.npexport.worker.testing.WorkerTest;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(MemoryIT.SmallWorker.class)
@QuarkusTestResource(value = BrokerResource.class, restrictToAnnotatedClass = true)
class MemoryIT extends WorkerTest {

  /** Of the fake engine's three shards, the last needs 1,002 bytes. */
  public static class SmallWorker extends FakeEngineProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "npexport.worker.memory-bytes", "1001",
          "npexport.worker.capabilities", "gpu,cpu",
          "npexport.worker.fetch-interval", "1s",
          "npexport.recovery.memory-wait", "3s");
    }
  }

  @Inject WorkerStore workers;
  @Inject MeterRegistry registry;

  @Test
  void failsAJobWhoseShardNoWorkerHasTheMemoryFor() throws Exception {
    var id = start().id;
    waitUntil(() -> shards.of(id).stream().anyMatch(shard -> shard.tooLargeAt != null));
    assertThat(events.waiting(Topology.SHARDS)).as("the message is used up").isZero();
    var job = await(id, JobStatus.FAILED);
    assertThat(job.errorCode).isEqualTo("not_enough_memory");
    assertThat(job.errorMessage)
        .contains("shard 2 needs 1002 bytes", "the 1 workers that are there may use 1001");
    assertThat(engine.begun).containsOnlyKeys(0, 1);
    assertThat(
            registry
                .get("npexport.jobs.ended")
                .tags("status", "failed", "code", "not_enough_memory")
                .counter()
                .count())
        .isPositive();
    assertThat(registry.get("npexport.features").counter().count()).isGreaterThanOrEqualTo(8);
    assertThat(registry.get("npexport.shards").tag("state", "running").gauge().value()).isZero();
    assertThat(eventsOfEnded(id)).filteredOn(WorkerTest::isTerminal).hasSize(1);
  }

  @Test
  void leavesAShardToAWorkerWithMoreMemory() throws Exception {
    workers.here("large", new WorkerStore.Abilities(List.of("cpu"), 1, 5_000));
    execute("update workers set seen_at = now() + interval '1 hour' where name = 'large'");
    var id = start().id;
    waitUntil(() -> shards.of(id).stream().anyMatch(shard -> shard.tooLargeAt != null));
    Thread.sleep(5_000); // longer than it would wait for nobody
    assertThat(row(id).status).isEqualTo(JobStatus.COMPUTING);
    assertThat(shards.of(id)).extracting(shard -> shard.status).contains(ShardStatus.PENDING);
    // from here on it fits: this worker fetches it as the large one would have
    execute("update export_shards set memory_bytes = 1001 where job_id = '" + id + "'");
    await(id, JobStatus.COMPLETED);
    assertThat(engine.begun.get(2)).hasValue(1);
    workers.gone("large");
  }

  @Test
  void saysWhatItCanDo() throws Exception {
    waitUntil(() -> workers.present(Instant.EPOCH).count() > 0);
    try (var connection = dataSource.getConnection();
        var statement = connection.createStatement();
        var row =
            statement.executeQuery("select capabilities, memory_bytes, threads from workers")) {
      assertThat(row.next()).isTrue();
      assertThat(row.getString(1)).isEqualTo("cpu,gpu");
      assertThat(row.getLong(2)).isEqualTo(1001);
      assertThat(row.getInt(3)).isPositive();
    }
  }
}
