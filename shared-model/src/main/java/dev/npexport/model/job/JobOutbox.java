package dev.npexport.model.job;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Remembers what the broker confirmed. A job, a shard and the event of a terminal state are
 * published after their row is committed and noted here once confirmed; what is never noted, the
 * sweeper publishes again.
 */
@ApplicationScoped
@Transactional(TxType.REQUIRES_NEW)
public class JobOutbox {

  private final JobRows rows;

  @Inject
  JobOutbox(JobRows rows) {
    this.rows = rows;
  }

  /** The broker has the message of this attempt of the job. */
  public void jobPublished(UUID jobId, int attempt) {
    rows.update(
        "update neuronpedia_export_jobs set published_at = :now where id = :id and attempts = :attempt",
        Map.of("id", jobId, "attempt", attempt));
  }

  /** The pending shards of a job whose message the broker has not confirmed. */
  public List<Integer> unpublishedShards(UUID jobId) {
    return rows.rows(
        Integer.class,
        """
        select s.number from export_shards s join neuronpedia_export_jobs j on j.id = s.job_id
        where j.id = :id and j.status = 'computing' and j.current_stage = 'computing'
          and s.status = 'pending' and s.published_at is null and s.too_large_at is null
        order by s.number
        """,
        Map.of("id", jobId));
  }

  /** The broker has the message of this shard. */
  public void shardPublished(UUID jobId, int number) {
    rows.update(
        """
        update export_shards set published_at = :now
        where job_id = :id and number = :number and status = 'pending'
        """,
        Map.of("id", jobId, "number", number));
  }

  /** The broker has the history of the failure with this sequence number. */
  public void deadPublished(UUID jobId, long seq) {
    rows.update(
        """
        update neuronpedia_export_jobs set dead_at = :now
        where id = :id and event_seq = :seq and status = 'failed'
        """,
        Map.of("id", jobId, "seq", seq));
  }

  /** The broker has the event of the terminal state with this sequence number. */
  public void terminalEventPublished(UUID jobId, long seq) {
    rows.update(
        """
        update neuronpedia_export_jobs set terminal_event_at = :now
        where id = :id and event_seq = :seq and status in ('completed', 'failed', 'cancelled')
        """,
        Map.of("id", jobId, "seq", seq));
  }
}
