package dev.npexport.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.npexport.model.job.JobStatus;
import dev.npexport.testkit.BrokerResource;
import dev.npexport.testkit.MemoryBroker;
import dev.npexport.testkit.PostgresResource;
import dev.npexport.worker.testing.FakeEngineProfile;
import dev.npexport.worker.testing.WorkerTest;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(FakeEngineProfile.class)
@QuarkusTestResource(value = BrokerResource.class, restrictToAnnotatedClass = true)
class OutageIT extends WorkerTest {

  private MemoryBroker server;

  @Test
  void finishesAJobWhoseBrokerWentAwayAndForgotEverything() throws Exception {
    var begun = new CountDownLatch(1);
    var release = new CountDownLatch(1);
    engine.step =
        (shard, feature, listener) -> {
          begun.countDown();
          release.await();
        };
    var id = start().id;
    begun.await();
    server.stop();
    release.countDown();
    waitUntil(() -> shards.of(id).stream().anyMatch(s -> s.status.wire().equals("done")));
    Thread.sleep(2000);
    server.start();
    await(id, JobStatus.COMPLETED);
    assertThat(engine.begun.values()).allSatisfy(n -> assertThat(n).hasValue(1));
  }

  @Test
  void keepsAFinishedShardWhileTheDatabaseIsAway() throws Exception {
    var begun = new CountDownLatch(1);
    var release = new CountDownLatch(1);
    engine.shards = 1;
    engine.step =
        (shard, feature, listener) -> {
          begun.countDown();
          release.await();
        };
    var id = start().id;
    begun.await();
    var end = System.nanoTime() + 2_000_000_000L;
    var first = true;
    while (System.nanoTime() < end) {
      terminateConnections();
      if (first) {
        release.countDown();
        first = false;
      }
    }
    await(id, JobStatus.COMPLETED);
    assertThat(engine.begun.get(0)).hasValue(1);
    assertThat(row(id).attempts).isEqualTo(1);
  }

  private static void terminateConnections() throws SQLException {
    try (var connection = PostgresResource.server().getPostgresDatabase().getConnection();
        var statement = connection.createStatement()) {
      statement.execute(
          "select pg_terminate_backend(pid) from pg_stat_activity"
              + " where application_name = 'npexport-worker'");
    }
  }
}
