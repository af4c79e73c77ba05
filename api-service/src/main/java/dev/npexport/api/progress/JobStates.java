package dev.npexport.api.progress;

import dev.npexport.model.job.ExportJob;
import dev.npexport.model.message.JobEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.Session;

/** Job rows as events: what a subscriber is told on connect, and when the broker lost an event. */
@ApplicationScoped
class JobStates {

  /** More than can be watched at a glance; the history has the rest. */
  private static final int MAX_ALIVE = 1_000;

  private static final String ALIVE = "status in ('pending', 'computing', 'packaging')";

  private final Session session;

  @Inject
  JobStates(Session session) {
    this.session = session;
  }

  /** The state of one job; an event of its end if it has ended. */
  @Transactional
  Optional<JobEvent> of(UUID job) {
    return Optional.ofNullable(session.find(ExportJob.class, job)).map(JobStates::state);
  }

  /** The states of all jobs that have not ended. */
  @Transactional
  List<JobEvent> alive() {
    return rows("select * from neuronpedia_export_jobs where " + ALIVE + " order by created_at")
        .stream()
        .map(JobStates::state)
        .toList();
  }

  /** The present rows of these jobs as progress. */
  @Transactional
  List<JobEvent> progress(Collection<UUID> jobs) {
    if (jobs.isEmpty()) {
      return List.of();
    }
    return session
        .createNativeQuery(
            "select * from neuronpedia_export_jobs where id in (:ids)", ExportJob.class)
        .setParameterList("ids", jobs)
        .getResultList()
        .stream()
        .map(JobEvent::of)
        .toList();
  }

  /** The rows of all jobs that have not ended, or ended after {@code since}, as progress. */
  @Transactional
  List<JobEvent> progressSince(Instant since) {
    return session
        .createNativeQuery(
            "select * from neuronpedia_export_jobs where "
                + ALIVE
                + " or completed_at > :since order by created_at",
            ExportJob.class)
        .setParameter("since", since)
        .setMaxResults(MAX_ALIVE)
        .getResultList()
        .stream()
        .map(JobEvent::of)
        .toList();
  }

  private List<ExportJob> rows(String sql) {
    return session.createNativeQuery(sql, ExportJob.class).setMaxResults(MAX_ALIVE).getResultList();
  }

  /** Type {@code state}, or that of its end. */
  private static JobEvent state(ExportJob row) {
    return row.status.isTerminal() ? JobEvent.of(row) : JobEvent.state(row);
  }
}
