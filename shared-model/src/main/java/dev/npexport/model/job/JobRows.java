package dev.npexport.model.job;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.Session;
import org.hibernate.query.CommonQueryContract;
import org.hibernate.query.MutationQuery;
import org.hibernate.query.NativeQuery;

/**
 * Runs the stores' SQL. {@code :now} is always bound: the injected clock, in the microseconds that
 * PostgreSQL keeps, so that a row's time equals the time it was given.
 */
@ApplicationScoped
class JobRows {

  /** An event of a job that is not terminal: at most one in this time, whoever sends it. */
  static final long EVENT_MILLIS = 200;

  /** Counts an event, unless the last one was less than {@link #EVENT_MILLIS} ago. */
  static final String PACED_EVENT =
      """
      event_seq = j.event_seq + case when j.event_at is null or j.event_at <= :paced then 1 else 0 end,
      event_at = case when j.event_at is null or j.event_at <= :paced then :now else j.event_at end
      """;

  private final Session session;
  private final Clock clock;

  @Inject
  JobRows(Session session, Clock clock) {
    this.session = session;
    this.clock = clock;
  }

  Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  /** Rows of {@code type} that the statement returns. */
  <T> List<T> rows(Class<T> type, String sql, Map<String, ?> parameters) {
    NativeQuery<T> query = session.createNativeQuery(sql, type);
    bind(query, sql, parameters);
    return query.getResultList();
  }

  /** The job that a conditional update changed, or empty when its condition did not hold. */
  Optional<ExportJob> job(String sql, Map<String, ?> parameters) {
    return rows(ExportJob.class, sql, parameters).stream().findFirst();
  }

  /** Like {@link #job}, for an update with {@link #PACED_EVENT}. */
  Optional<JobChange> paced(String sql, Map<String, ?> parameters) {
    Instant now = now();
    NativeQuery<ExportJob> query = session.createNativeQuery(sql, ExportJob.class);
    parameters.forEach(query::setParameter);
    query.setParameter("now", now);
    query.setParameter("paced", now.minusMillis(EVENT_MILLIS));
    return query.getResultList().stream()
        .findFirst()
        .map(job -> new JobChange(job, now.equals(job.eventAt)));
  }

  int update(String sql, Map<String, ?> parameters) {
    MutationQuery query = session.createNativeMutationQuery(sql);
    bind(query, sql, parameters);
    return query.executeUpdate();
  }

  private void bind(CommonQueryContract query, String sql, Map<String, ?> parameters) {
    parameters.forEach(query::setParameter);
    if (sql.contains(":now")) {
      query.setParameter("now", now());
    }
  }
}
