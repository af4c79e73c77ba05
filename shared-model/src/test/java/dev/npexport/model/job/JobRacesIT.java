package dev.npexport.model.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.npexport.testkit.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Many ask for the same at once, and one of them gets it. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class JobRacesIT extends StoredJobs {

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

  @Test
  void sendsAtMostFiveEventsASecondWhoeverSends() throws Exception {
    var id = jobIn(JobStatus.COMPUTING);
    var claim = shards.claim(id, 0, "w").orElseThrow();
    tick();
    shards.heartbeat(claim, 2);
    assertThat(race(worker -> progress.computing(id, 1).isPresent())).isOne();
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
