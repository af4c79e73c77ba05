package dev.npexport.model.job;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Stores the plan of a job: its shards, how many features they hold, and the edited labels. */
@ApplicationScoped
@Transactional(TxType.REQUIRES_NEW)
public class PlanStore {

  private final JobRows rows;
  private final LabelEditStore labels;

  @Inject
  PlanStore(JobRows rows, LabelEditStore labels) {
    this.rows = rows;
    this.labels = labels;
  }

  /**
   * Stage planning → computing. A shard that an earlier attempt finished stays done if the plan
   * still cuts the features alike, no label was edited since and its result is still there;
   * everything else starts pending. Empty when the planning is no longer the claim's.
   */
  public Optional<JobChange> store(JobClaim claim, int featureCount, List<PlannedShard> shards) {
    List<ExportShard> before = shardsOf(claim.jobId());
    String edits = labels.present(claim.jobId());
    boolean same = sameCut(before, shards) && labels.has(claim.jobId(), edits);
    int kept =
        shards.stream()
            .filter(shard -> same && isKept(before.get(shard.number()), shard))
            .mapToInt(shard -> shard.toPlace() - shard.fromPlace())
            .sum();
    Optional<JobChange> change = enterComputing(claim, featureCount, kept);
    if (change.isEmpty()) {
      return change;
    }
    labels.keep(claim.jobId(), edits);
    if (same) {
      shards.stream()
          .filter(shard -> !isKept(before.get(shard.number()), shard))
          .forEach(shard -> reopen(claim.jobId(), shard.number()));
    } else {
      rows.update("delete from export_shards where job_id = :id", Map.of("id", claim.jobId()));
      shards.forEach(shard -> insert(claim.jobId(), shard));
    }
    return change;
  }

  private List<ExportShard> shardsOf(UUID jobId) {
    return rows.rows(
        ExportShard.class,
        "select * from export_shards where job_id = :id order by number",
        Map.of("id", jobId));
  }

  private static boolean sameCut(List<ExportShard> before, List<PlannedShard> shards) {
    if (before.size() != shards.size()) {
      return false;
    }
    for (int i = 0; i < shards.size(); i++) {
      ExportShard old = before.get(i);
      PlannedShard planned = shards.get(i);
      if (old.key.number() != i
          || planned.number() != i
          || old.fromPlace != planned.fromPlace()
          || old.toPlace != planned.toPlace()) {
        return false;
      }
    }
    return true;
  }

  private static boolean isKept(ExportShard before, PlannedShard shard) {
    return before.status == ShardStatus.DONE && shard.finished();
  }

  private Optional<JobChange> enterComputing(JobClaim claim, int featureCount, int kept) {
    return rows.paced(
        """
        update neuronpedia_export_jobs j
        set current_stage = 'computing', feature_count = :count, features_done = :kept,
            progress = greatest(j.progress, :progress), worker = null, heartbeat_at = null,
        """
            + JobRows.PACED_EVENT
            + """
            where id = :id and attempts = :attempt and worker = :worker
              and status = 'computing' and current_stage = 'planning'
            returning *
            """,
        new Parameters()
            .with("id", claim.jobId())
            .with("attempt", claim.attempt())
            .with("worker", claim.worker())
            .with("count", featureCount)
            .with("kept", kept)
            .with("progress", Progress.computing(kept, featureCount)));
  }

  private void reopen(UUID jobId, int number) {
    rows.update(
        """
        update export_shards
        set status = 'pending', features_done = 0, worker = null, heartbeat_at = null,
            published_at = null, too_large_at = null
        where job_id = :id and number = :number
        """,
        Map.of("id", jobId, "number", number));
  }

  private void insert(UUID jobId, PlannedShard shard) {
    rows.update(
        """
        insert into export_shards (job_id, number, from_place, to_place, cost, memory_bytes, status)
        values (:id, :number, :from, :to, :cost, :memory, 'pending')
        """,
        Map.of(
            "id", jobId,
            "number", shard.number(),
            "from", shard.fromPlace(),
            "to", shard.toPlace(),
            "cost", shard.cost(),
            "memory", shard.memoryBytes()));
  }
}
