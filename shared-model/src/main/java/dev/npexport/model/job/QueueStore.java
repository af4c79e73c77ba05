package dev.npexport.model.job;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How long work has been waiting, by the rows: the broker knows how much waits, not since when. */
@ApplicationScoped
@Transactional(TxType.REQUIRES_NEW)
public class QueueStore {

  private final JobRows rows;

  @Inject
  QueueStore(JobRows rows) {
    this.rows = rows;
  }

  /**
   * How long the oldest job has been waiting for its planning, zero when none waits. One that was
   * retried waits since then.
   */
  public Duration oldestJob() {
    return age(
        """
        select min(coalesce(event_at, created_at)) from neuronpedia_export_jobs
        where status = 'pending'
        """);
  }

  /** How long the oldest shard has been waiting since it was published, zero when none waits. */
  public Duration oldestShard() {
    return age(
        """
        select min(coalesce(s.too_large_at, s.published_at)) from export_shards s
        join neuronpedia_export_jobs j on j.id = s.job_id
        where j.status = 'computing' and s.status = 'pending'
        """);
  }

  private Duration age(String sql) {
    List<Instant> oldest = rows.rows(Instant.class, sql, Map.of());
    return Optional.ofNullable(oldest.getFirst())
        .map(since -> Duration.between(since, rows.now()))
        .filter(age -> !age.isNegative())
        .orElse(Duration.ZERO);
  }
}
