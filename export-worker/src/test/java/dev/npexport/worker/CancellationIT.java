package dev.npexport.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.npexport.model.job.JobStatus;
import dev.npexport.testkit.BrokerResource;
import dev.npexport.worker.running.RunningWorks;
import dev.npexport.worker.testing.FakeEngineProfile;
import dev.npexport.worker.testing.WorkerTest;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A cancelled job stops whatever a worker is doing for it, also what cannot ask. */
@QuarkusTest
@TestProfile(FakeEngineProfile.class)
@QuarkusTestResource(value = BrokerResource.class, restrictToAnnotatedClass = true)
class CancellationIT extends WorkerTest {

  @Inject RunningWorks works;

  @Test
  void sendsNoMoreRowsOfTheFeatureTable() throws Exception {
    var reached = new CountDownLatch(1);
    var last = new AtomicInteger();
    engine.rowStep =
        (row, listener) -> {
          last.set(row);
          if (row == 5) {
            reached.countDown();
            while (!listener.cancelled()) {
              Thread.onSpinWait();
            }
          }
        };
    var id = start().id;
    reached.await();
    cancel(id);
    awaitNothingRuns();
    assertThat(last).hasValue(5);
    assertThat(count("select count(*) from features where sae_id = '" + sae + "'")).isZero();
    assertThat(count("select count(features_at) from saes where id = '" + sae + "'")).isZero();
    assertThat(row(id).status).isEqualTo(JobStatus.CANCELLED);
    // and the next job fills them in
    engine.rowStep = (row, listener) -> {};
    await(start().id, JobStatus.COMPLETED);
    assertThat(count("select count(*) from features where sae_id = '" + sae + "'")).isEqualTo(12);
  }

  @ParameterizedTest
  @ValueSource(strings = {"saes where id", "features where sae_id"})
  void waitsNoLongerForALockThatIsInTheWayOfTheFeatureTable(String rows) throws Exception {
    await(start().id, JobStatus.COMPLETED);
    execute("update saes set features_at = null");
    var job = create();
    try (var other = dataSource.getConnection()) {
      other.setAutoCommit(false);
      try (var lock = other.createStatement()) {
        lock.execute("select 1 from " + rows + " = '" + sae + "' for no key update");
      }
      messages.job(job);
      waitUntil(() -> waitingForALock() == 1);
      cancel(job.id);
      awaitNothingRuns();
      assertThat(row(job.id).status).isEqualTo(JobStatus.CANCELLED);
      assertThat(waitingForALock()).isZero();
      other.rollback();
    }
  }

  @Test
  void stopsPackaging() throws Exception {
    var reached = new CountDownLatch(1);
    engine.beforePackage =
        listener -> {
          reached.countDown();
          while (!listener.cancelled()) {
            Thread.onSpinWait();
          }
        };
    var id = start().id;
    reached.await();
    cancel(id);
    awaitNothingRuns();
    assertThat(row(id).status).isEqualTo(JobStatus.CANCELLED);
    assertThat(root.archive(id)).doesNotExist();
    assertThat(root.workFolder(id).resolve("attempts")).doesNotExist();
  }

  private void cancel(UUID id) {
    jobs.cancel(id, "somebody").orElseThrow();
    broker.control(id);
  }

  private void awaitNothingRuns() throws Exception {
    waitUntil(() -> works.count() == 0);
  }

  private long waitingForALock() throws SQLException {
    return count(
        "select count(*) from pg_stat_activity"
            + " where wait_event_type = 'Lock' and application_name = 'npexport-worker'");
  }

  private long count(String sql) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
