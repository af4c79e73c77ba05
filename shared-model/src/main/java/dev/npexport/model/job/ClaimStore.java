package dev.npexport.model.job;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What workers do to the jobs that they plan and package, each method in a transaction of its own
 * and conditional like those of {@link JobStore}: on the state that it leaves, the attempt and the
 * holder.
 */
@ApplicationScoped
@Transactional(TxType.REQUIRES_NEW)
public class ClaimStore {

  private final JobRows rows;

  @Inject
  ClaimStore(JobRows rows) {
    this.rows = rows;
  }

  /**
   * pending → computing with stage planning; one of several workers wins. A planning whose worker
   * has not been heard of since {@code silentSince} is taken over.
   */
  public Optional<JobChange> claimPlanning(UUID jobId, String worker, Instant silentSince) {
    return rows.paced(
        """
        update neuronpedia_export_jobs j
        set status = 'computing', current_stage = 'planning', worker = :worker, heartbeat_at = :now,
            started_at = coalesce(j.started_at, :now),
            losses = j.losses + case j.status when 'computing' then 1 else 0 end,
        """
            + JobRows.PACED_EVENT
            + """
            where id = :id
              and (status = 'pending'
                or (status = 'computing' and current_stage = 'planning' and heartbeat_at < :silent))
            returning *
            """,
        Map.of("id", jobId, "worker", worker, "silent", silentSince));
  }

  /** computing with every shard done → packaging; one of several workers wins. */
  public Optional<JobChange> startPackaging(UUID jobId, int attempt, String worker) {
    return rows.paced(
        """
        update neuronpedia_export_jobs j
        set status = 'packaging', current_stage = 'packaging', worker = :worker, heartbeat_at = :now,
            features_done = j.feature_count, progress = greatest(j.progress, :computed),
        """
            + JobRows.PACED_EVENT
            + """
            where id = :id and attempts = :attempt and status = 'computing' and current_stage = 'computing'
              and not exists (select 1 from export_shards s where s.job_id = j.id and s.status <> 'done')
            returning *
            """,
        Map.of("id", jobId, "attempt", attempt, "worker", worker, "computed", Progress.COMPUTED));
  }

  /** Takes over a packaging whose worker has not been heard of since {@code silentSince}. */
  public Optional<JobChange> takeOverPackaging(UUID jobId, String worker, Instant silentSince) {
    return rows.paced(
        """
        update neuronpedia_export_jobs j
        set worker = :worker, heartbeat_at = :now, losses = j.losses + 1,
        """
            + JobRows.PACED_EVENT
            + " where id = :id and status = 'packaging' and heartbeat_at < :silent returning *",
        Map.of("id", jobId, "worker", worker, "silent", silentSince));
  }

  /** Sign of life of a planner or packager; false when the job is no longer theirs. */
  public boolean heartbeat(JobClaim claim) {
    return rows.update(
            """
            update neuronpedia_export_jobs set heartbeat_at = :now
            where id = :id and attempts = :attempt and worker = :worker
              and (status = 'packaging' or (status = 'computing' and current_stage = 'planning'))
            """,
            claim(claim))
        == 1;
  }

  /** Gives a planning or packaging back as if its worker had fallen silent, without counting it. */
  public boolean release(JobClaim claim) {
    return rows.update(
            """
            update neuronpedia_export_jobs
            set heartbeat_at = 'epoch', worker = null, published_at = null, losses = losses - 1
            where id = :id and attempts = :attempt and worker = :worker
              and (status = 'packaging' or (status = 'computing' and current_stage = 'planning'))
            """,
            claim(claim))
        == 1;
  }

  /**
   * packaging → completed. {@code publish} moves the archive to its place: it runs while the row is
   * locked and only if the job is still the claim's, so that a late worker leaves no file behind;
   * if it throws, the row stays as it was.
   */
  public Optional<ExportJob> complete(JobClaim claim, ArchiveFacts archive, Runnable publish) {
    Optional<ExportJob> completed =
        rows.job(
            """
            update neuronpedia_export_jobs
            set status = 'completed', progress = 1, features_done = feature_count,
                output_path = :path, file_size_bytes = :size, sha256 = :sha256,
                completed_at = :now, worker = null, heartbeat_at = null,
                event_seq = event_seq + 1, event_at = :now, terminal_event_at = null
            where id = :id and attempts = :attempt and worker = :worker and status = 'packaging'
            returning *
            """,
            claim(claim)
                .with("path", archive.outputPath())
                .with("size", archive.sizeBytes())
                .with("sha256", archive.sha256()));
    completed.ifPresent(job -> publish.run());
    return completed;
  }

  /** packaging → completed, for a job that leaves no archive. */
  public Optional<ExportJob> complete(JobClaim claim) {
    return rows.job(
        """
        update neuronpedia_export_jobs
        set status = 'completed', progress = 1, features_done = feature_count,
            completed_at = :now, worker = null, heartbeat_at = null,
            event_seq = event_seq + 1, event_at = :now, terminal_event_at = null
        where id = :id and attempts = :attempt and worker = :worker and status = 'packaging'
        returning *
        """,
        claim(claim));
  }

  /** computing or packaging → failed, if the planning or packaging still is the claim's. */
  public Optional<ExportJob> fail(JobClaim claim, JobError error) {
    return rows.job(
        JobStore.FAIL.replace("returning", "and worker = :worker returning"),
        JobStore.failure(claim.jobId(), claim.attempt(), error).with("worker", claim.worker()));
  }

  private static Parameters claim(JobClaim claim) {
    return new Parameters()
        .with("id", claim.jobId())
        .with("attempt", claim.attempt())
        .with("worker", claim.worker());
  }
}
