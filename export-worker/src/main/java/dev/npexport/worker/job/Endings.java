package dev.npexport.worker.job;

import dev.npexport.model.broker.BrokerUnavailableException;
import dev.npexport.model.broker.JobMessages;
import dev.npexport.model.job.ClaimStore;
import dev.npexport.model.job.ExportJob;
import dev.npexport.model.job.JobClaim;
import dev.npexport.model.job.JobEnded;
import dev.npexport.model.job.JobError;
import dev.npexport.worker.failure.Database;
import dev.npexport.worker.failure.Failures;
import dev.npexport.worker.progress.EventSender;
import dev.npexport.worker.progress.ProgressReporter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import org.jboss.logging.Logger;

/**
 * What follows once a job has reached a terminal state by this worker's doing: watchers are told,
 * and the history of a failure is put away. If the broker is away, the sweeper tells watchers
 * later.
 */
@ApplicationScoped
public class Endings {

  private static final Logger LOG = Logger.getLogger(Endings.class);

  private final ClaimStore claims;
  private final Failures failures;
  private final JobMessages messages;
  private final EventSender events;
  private final ProgressReporter reporter;
  private final Event<JobEnded> ended;
  private final Database database;

  @Inject
  Endings(
      ClaimStore claims,
      Failures failures,
      JobMessages messages,
      EventSender events,
      ProgressReporter reporter,
      Event<JobEnded> ended,
      Database database) {
    this.claims = claims;
    this.failures = failures;
    this.messages = messages;
    this.events = events;
    this.reporter = reporter;
    this.ended = ended;
    this.database = database;
  }

  /** The planning or packaging of a job failed: the job does, if it still is the claim's. */
  void failed(JobClaim claim, String work, Throwable thrown) {
    LOG.errorf(thrown, "%s failed", work);
    failed(claim, failures.of(thrown).error());
  }

  void failed(JobClaim claim, JobError error) {
    database.persistently(() -> claims.fail(claim, error)).ifPresent(this::failed);
  }

  /** A job has failed; its row says why. */
  public void failed(ExportJob job) {
    LOG.errorf("job %s failed: %s: %s", job.id, job.errorCode, job.errorMessage);
    ended(job);
    try {
      messages.dead(job);
    } catch (BrokerUnavailableException e) {
      LOG.warnf("the history of job %s is put away later: %s", job.id, e.getMessage());
    }
  }

  /** A job has reached a terminal state. */
  void ended(ExportJob job) {
    ended.fire(new JobEnded(job));
    reporter.forget(job.id);
    events.drop(job.id);
    try {
      messages.terminal(job);
    } catch (BrokerUnavailableException e) {
      LOG.warnf("watchers hear later that job %s ended: %s", job.id, e.getMessage());
    }
  }
}
