package dev.npexport.model.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.npexport.testkit.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How long work waits is what an operator is woken by. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class QueueStoreIT extends StoredJobs {

  private static final Duration LONG = Duration.ofHours(1);

  @Inject QueueStore queues;
  @Inject JobOutbox outbox;

  @BeforeEach
  void startEmpty() throws SQLException {
    try (var connection = dataSource.getConnection();
        var statement = connection.createStatement()) {
      statement.execute("delete from neuronpedia_export_jobs");
    }
  }

  @Test
  void aJobWaitsUntilItIsPlanned() {
    assertThat(queues.oldestJob()).isZero();
    var job = create();
    TestClock.CLOCK.advance(LONG);
    assertThat(queues.oldestJob()).isEqualTo(LONG);
    plan(job.id);
    assertThat(queues.oldestJob()).isZero();
  }

  @Test
  void aRetriedJobWaitsSinceItsRetry() {
    var id = jobIn(JobStatus.FAILED);
    TestClock.CLOCK.advance(LONG);
    jobs.retry(id).orElseThrow();
    assertThat(queues.oldestJob()).isZero();
    tick();
    assertThat(queues.oldestJob()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void aShardWaitsFromItsMessageUntilItIsBegun() {
    var id = jobIn(JobStatus.COMPUTING);
    outbox.shardPublished(id, 0);
    TestClock.CLOCK.advance(LONG);
    outbox.shardPublished(id, 1);
    assertThat(queues.oldestShard()).isEqualTo(LONG);
    shards.claim(id, 0, "w").orElseThrow();
    tick();
    assertThat(queues.oldestShard()).isEqualTo(Duration.ofSeconds(1));
  }
}
