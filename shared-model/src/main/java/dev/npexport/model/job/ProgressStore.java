package dev.npexport.model.job;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Advances a job's progress: never back within an attempt, and at most five times a second over all
 * workers. Empty when there is nothing new or it is too soon.
 */
@ApplicationScoped
@Transactional(TxType.REQUIRES_NEW)
public class ProgressStore {

  private final JobRows rows;

  @Inject
  ProgressStore(JobRows rows) {
    this.rows = rows;
  }

  /** Sums up what the shards' rows say. */
  public Optional<ExportJob> computing(UUID jobId, int attempt) {
    return rows.paced(
            """
            update neuronpedia_export_jobs j
            set features_done = t.done,
                progress = greatest(j.progress, :computed * t.done / greatest(j.feature_count, 1)),
                event_seq = j.event_seq + 1, event_at = :now
            from (select coalesce(sum(features_done), 0) as done from export_shards
                  where job_id = :id) t
            where j.id = :id and j.attempts = :attempt and j.event_at <= :paced
              and j.status = 'computing' and j.current_stage = 'computing'
              and t.done > j.features_done
            returning j.*
            """,
            Map.of("id", jobId, "attempt", attempt, "computed", Progress.COMPUTED))
        .map(JobChange::job);
  }

  /** Features packed so far, which also is the packager's sign of life. */
  public Optional<ExportJob> packaging(JobClaim claim, double progress) {
    return rows.paced(
            """
            update neuronpedia_export_jobs j
            set progress = :progress, heartbeat_at = :now,
                event_seq = j.event_seq + 1, event_at = :now
            where j.id = :id and j.attempts = :attempt and j.event_at <= :paced
              and j.worker = :worker and j.status = 'packaging' and j.progress < :progress
            returning j.*
            """,
            Map.of(
                "id", claim.jobId(),
                "attempt", claim.attempt(),
                "worker", claim.worker(),
                "progress", progress))
        .map(JobChange::job);
  }
}
