package dev.npexport.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.npexport.model.job.ExportJob;
import dev.npexport.model.job.JobStatus;
import dev.npexport.testkit.BrokerResource;
import dev.npexport.worker.testing.FakeEngineProfile;
import dev.npexport.worker.testing.WorkerTest;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Plannings and packagings whose worker has died are taken over, but not for ever. */
@QuarkusTest
@TestProfile(FakeEngineProfile.class)
@QuarkusTestResource(value = BrokerResource.class, restrictToAnnotatedClass = true)
class TakeoverIT extends WorkerTest {

  private static final int MAX_LOSSES = 10;

  @Test
  void goesOnWithAPlanning() throws Exception {
    var job = create();
    loseItsWorker(job.id, 0, "status = 'computing', current_stage = 'planning'");
    messages.job(job);
    assertThat(await(job.id, JobStatus.COMPLETED).losses).isOne();
  }

  @Test
  void failsAJobWhosePlanningKeepsKillingItsWorkers() throws Exception {
    var job = create();
    loseItsWorker(job.id, MAX_LOSSES, "status = 'computing', current_stage = 'planning'");
    messages.job(job);
    assertLost(await(job.id, JobStatus.FAILED), "planned");
  }

  @Test
  void goesOnWithAPackaging() throws Exception {
    var job = packagingOfALostWorker(0);
    assertThat(await(job.id, JobStatus.COMPLETED).losses).isOne();
    assertThat(root.archive(job.id)).exists();
  }

  @Test
  void failsAJobWhosePackagingKeepsKillingItsWorkers() throws Exception {
    var job = packagingOfALostWorker(MAX_LOSSES);
    assertLost(await(job.id, JobStatus.FAILED), "packaged");
    assertThat(root.archive(job.id)).doesNotExist();
  }

  /** This worker's own packaging is taken for that of another, which has been silent for long. */
  private ExportJob packagingOfALostWorker(int losses) throws Exception {
    var packaging = new CountDownLatch(1);
    engine.beforePackage =
        listener -> {
          packaging.countDown();
          while (!listener.cancelled()) {
            Thread.onSpinWait();
          }
        };
    var job = start();
    packaging.await();
    engine.beforePackage = listener -> {};
    loseItsWorker(job.id, losses, "worker = 'gone'");
    messages.job(row(job.id));
    return job;
  }

  private void loseItsWorker(UUID id, int losses, String change) throws Exception {
    execute(
        "update neuronpedia_export_jobs set heartbeat_at = now() - interval '1 minute', losses = "
            + losses
            + ", "
            + change
            + " where id = '"
            + id
            + "'");
  }

  private void assertLost(ExportJob job, String doing) throws Exception {
    assertThat(job.errorCode).isEqualTo("worker_lost");
    assertThat(job.errorMessage)
        .contains((MAX_LOSSES + 1) + " workers stopped answering while they " + doing);
    var dead = deadOf(job.id);
    assertThat(dead.path("losses").asInt()).isEqualTo(MAX_LOSSES + 1);
    assertThat(eventsOfEnded(job.id)).filteredOn(WorkerTest::isTerminal).hasSize(1);
  }
}
