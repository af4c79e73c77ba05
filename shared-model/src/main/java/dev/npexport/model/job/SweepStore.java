package dev.npexport.model.job;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What the sweeper looks for: work that nobody holds and messages that nobody has. */
@ApplicationScoped
@Transactional(TxType.REQUIRES_NEW)
public class SweepStore {

  private final JobRows rows;

  @Inject
  SweepStore(JobRows rows) {
    this.rows = rows;
  }

  /** Takes the lease of the next sweep; false when another service swept less than this ago. */
  public boolean begin(Duration interval) {
    return rows.update(
            "update sweeper set swept_at = :now where swept_at <= :due",
            Map.of("due", rows.now().minus(interval)))
        == 1;
  }

  /** running → pending, for shards whose worker has not been heard of since. */
  public List<ExportShard> takeBack(Instant silentSince) {
    return rows.rows(
        ExportShard.class,
        """
        update export_shards s
        set
        """
            + ShardStore.HISTORY
            + """
         status = 'pending', losses = s.losses + 1, worker = null, heartbeat_at = null,
            published_at = null, features_done = 0
        where (s.job_id, s.number) in (
          select r.job_id, r.number from export_shards r
          where r.status = 'running' and r.heartbeat_at < :silent
          order by r.job_id, r.number limit 500 for update skip locked)
        returning s.*
        """,
        Map.of(
            "silent",
            silentSince,
            "code",
            ErrorCodes.WORKER_LOST,
            "message",
            "its worker has not been heard of since then",
            "at",
            rows.now().toString()));
  }

  /**
   * Jobs that need a message: pending ones that the broker never confirmed or whose confirmed
   * message is lost, and those whose planner or packager fell silent or that nobody packages.
   *
   * @param lostBefore messages that were confirmed before are taken for lost
   */
  public List<ExportJob> jobsWithoutMessage(
      Instant unconfirmedSince, Instant silentSince, Instant lostBefore) {
    return rows.rows(
        ExportJob.class,
        """
        select j.* from neuronpedia_export_jobs j
        where (j.status = 'pending' and (
                (j.published_at is null and coalesce(j.event_at, j.created_at) < :unconfirmed)
                or j.published_at < :lost))
           or (j.status in ('computing', 'packaging') and j.heartbeat_at < :silent
                and (j.published_at is null or j.published_at < :silent))
           or (j.status = 'computing' and j.current_stage = 'computing' and j.event_at < :silent
                and (j.published_at is null or j.published_at < :silent)
                and not exists (select 1 from export_shards s
                                where s.job_id = j.id and s.status <> 'done'))
        order by j.created_at limit 500
        """,
        Map.of("unconfirmed", unconfirmedSince, "silent", silentSince, "lost", lostBefore));
  }

  /**
   * Pending shards that the broker never confirmed, or whose confirmed message is lost.
   *
   * @param lostBefore messages that were confirmed before are taken for lost
   */
  public List<ExportShard> shardsWithoutMessage(Instant lostBefore) {
    return rows.rows(
        ExportShard.class,
        """
        select s.* from export_shards s join neuronpedia_export_jobs j on j.id = s.job_id
        where j.status = 'computing' and j.current_stage = 'computing' and s.status = 'pending'
          and s.too_large_at is null and (s.published_at is null or s.published_at < :lost)
        order by j.created_at, s.number limit 500
        """,
        Map.of("lost", lostBefore));
  }

  /**
   * Shards that wait for a worker with more memory since before {@code waitingSince} and that none
   * of the workers heard of since {@code silentSince} can take.
   */
  public List<ExportShard> shardsForNobody(Instant waitingSince, Instant silentSince) {
    return rows.rows(
        ExportShard.class,
        """
        select s.* from export_shards s join neuronpedia_export_jobs j on j.id = s.job_id
        where j.status = 'computing' and s.status = 'pending' and s.too_large_at < :waiting
          and s.memory_bytes > (select coalesce(max(w.memory_bytes), 0) from workers w
                                where w.seen_at >= :silent)
        order by s.job_id, s.number limit 500
        """,
        Map.of("waiting", waitingSince, "silent", silentSince));
  }

  /** Failed jobs whose history the broker never confirmed. */
  public List<ExportJob> jobsWithoutDeadMessage(Instant unconfirmedSince) {
    return rows.rows(
        ExportJob.class,
        """
        select * from neuronpedia_export_jobs
        where status = 'failed' and dead_at is null and completed_at < :unconfirmed
        order by completed_at limit 500
        """,
        Map.of("unconfirmed", unconfirmedSince));
  }

  /** Terminal jobs whose event the broker never confirmed. */
  public List<ExportJob> jobsWithoutTerminalEvent(Instant unconfirmedSince) {
    return rows.rows(
        ExportJob.class,
        """
        select * from neuronpedia_export_jobs
        where completed_at < :unconfirmed and terminal_event_at is null
          and status in ('completed', 'failed', 'cancelled')
        order by completed_at limit 500
        """,
        Map.of("unconfirmed", unconfirmedSince));
  }
}
