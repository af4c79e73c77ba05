package dev.npexport.model.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.npexport.testkit.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is left of an attempt for the next. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class JobRetryIT extends StoredJobs {

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
}
