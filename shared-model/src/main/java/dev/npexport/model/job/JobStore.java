package dev.npexport.model.job;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Creates jobs and changes them as clients ask for it; {@link ClaimStore} is the workers' side.
 * Each method is a transaction of its own and is committed when it returns, so that what it returns
 * may be published. Each update is conditional on the state it leaves (as {@link JobTransitions}
 * has it): empty means that somebody else was first and nothing changed.
 *
 * <p>A transaction that changes shards and their job takes the shards' locks first.
 */
@ApplicationScoped
@Transactional(TxType.REQUIRES_NEW)
public class JobStore {

  private final JobRows rows;

  @Inject
  JobStore(JobRows rows) {
    this.rows = rows;
  }

  /**
   * A created job, or the one that already has its idempotency key.
   *
   * @param created false for the latter
   */
  public record Creation(ExportJob job, boolean created) {}

  /** Creates a pending job; its message is to be published next, then {@link JobOutbox} told. */
  public Creation create(NewJob job) {
    UUID id = UUID.randomUUID();
    Optional<ExportJob> inserted =
        rows.job(
            """
            insert into neuronpedia_export_jobs
              (id, kind, sae_id, config, status, current_stage, idempotency_key, created_at)
            values (:id, :kind, :sae, cast(:config as jsonb), 'pending', 'planning', cast(:key as text), :now)
            on conflict (idempotency_key) do nothing
            returning *
            """,
            new Parameters()
                .with("id", id)
                .with("kind", job.kind().wire())
                .with("sae", job.saeId())
                .with("config", job.config())
                .with("key", job.idempotencyKey().orElse(null)));
    if (inserted.isPresent()) {
      return new Creation(inserted.get(), true);
    }
    ExportJob existing =
        rows.job(
                "select * from neuronpedia_export_jobs where idempotency_key = :key",
                Map.of("key", job.idempotencyKey().orElseThrow()))
            .orElseThrow();
    return new Creation(existing, false);
  }

  public Optional<ExportJob> find(UUID jobId) {
    return rows.job("select * from neuronpedia_export_jobs where id = :id", Map.of("id", jobId));
  }

  /** pending, computing or packaging → failed, if the job still is in that attempt. */
  public Optional<ExportJob> fail(UUID jobId, int attempt, JobError error) {
    return rows.job(FAIL, failure(jobId, attempt, error));
  }

  static final String FAIL =
      """
      update neuronpedia_export_jobs
      set status = 'failed', error_code = :code, error_message = :message,
          error_details = cast(:details as jsonb), completed_at = :now, heartbeat_at = null,
          event_seq = event_seq + 1, event_at = :now, terminal_event_at = null, dead_at = null
      where id = :id and attempts = :attempt and status in ('pending', 'computing', 'packaging')
      returning *
      """;

  static Parameters failure(UUID jobId, int attempt, JobError error) {
    return new Parameters()
        .with("id", jobId)
        .with("attempt", attempt)
        .with("code", error.code())
        .with("message", error.message().replace("\0", ""))
        .with("details", error.details());
  }

  /**
   * pending, computing or packaging → cancelled; workers are to be told next.
   *
   * @param by who asked, as the row will say
   */
  public Optional<ExportJob> cancel(UUID jobId, String by) {
    return rows.job(
        """
        update neuronpedia_export_jobs
        set status = 'cancelled', cancelled_by = :by, completed_at = :now, worker = null,
            heartbeat_at = null, event_seq = event_seq + 1, event_at = :now, terminal_event_at = null
        where id = :id and status in ('pending', 'computing', 'packaging')
        returning *
        """,
        Map.of("id", jobId, "by", by));
  }

  /** failed or cancelled → pending as a new attempt; finished shards stay finished. */
  public Optional<ExportJob> retry(UUID jobId) {
    rows.update(
        """
        update export_shards s
        set status = 'pending', failures = 0, losses = 0, features_done = 0, worker = null,
            heartbeat_at = null, published_at = null, too_large_at = null, error_code = null,
            error_message = null
        from neuronpedia_export_jobs j
        where j.id = s.job_id and j.id = :id and j.status in ('failed', 'cancelled')
          and s.status <> 'done'
        """,
        Map.of("id", jobId));
    return rows.job(
        """
        update neuronpedia_export_jobs
        set status = 'pending', current_stage = 'planning', attempts = attempts + 1, progress = 0,
            features_done = 0, losses = 0, worker = null, error_code = null, error_message = null,
            error_details = null, cancelled_by = null, completed_at = null, published_at = null,
            started_at = null, event_seq = event_seq + 1, event_at = :now, terminal_event_at = null
        where id = :id and status in ('failed', 'cancelled')
        returning *
        """,
        Map.of("id", jobId));
  }

  /**
   * Takes back a job that was just created and whose message the broker never got; false when
   * somebody has it after all, or when it was published meanwhile.
   */
  public boolean withdraw(UUID jobId) {
    return rows.update(
            """
            delete from neuronpedia_export_jobs
            where id = :id and attempts = 1 and status = 'pending' and published_at is null
            """,
            Map.of("id", jobId))
        == 1;
  }

  /** Removes a terminal job's row and shards; its files are the caller's to remove afterwards. */
  public Optional<ExportJob> delete(UUID jobId) {
    rows.update(
        """
        delete from export_shards s using neuronpedia_export_jobs j
        where j.id = s.job_id and j.id = :id and j.status in ('completed', 'failed', 'cancelled')
        """,
        Map.of("id", jobId));
    return rows.job(
        """
        delete from neuronpedia_export_jobs
        where id = :id and status in ('completed', 'failed', 'cancelled')
        returning *
        """,
        Map.of("id", jobId));
  }

  /** Jobs that ended before {@code time}, oldest first, at most 500 of them. */
  public List<UUID> endedBefore(Instant time) {
    return rows.rows(
        UUID.class,
        """
        select id from neuronpedia_export_jobs
        where completed_at < :time and status in ('completed', 'failed', 'cancelled')
        order by completed_at limit 500
        """,
        Map.of("time", time));
  }
}
