package dev.npexport.worker.job;

import dev.npexport.model.broker.Broker;
import dev.npexport.model.broker.BrokerUnavailableException;
import dev.npexport.model.broker.JobMessages;
import dev.npexport.model.job.ExportJob;
import dev.npexport.model.job.JobClaim;
import dev.npexport.model.job.JobError;
import dev.npexport.model.job.JobStore;
import dev.npexport.model.message.DeadMessage;
import dev.npexport.worker.config.WorkerIdentity;
import dev.npexport.worker.failure.Database;
import dev.npexport.worker.failure.Failures;
import dev.npexport.worker.health.WorkerMetrics;
import dev.npexport.worker.progress.EventSender;
import dev.npexport.worker.progress.ProgressReporter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * What follows once a job has reached a terminal state by this worker's doing: watchers are told,
 * and the history of a failure is put away. If the broker is away, the sweeper tells watchers
 * later.
 */
@ApplicationScoped
public class Endings {

  private static final Logger LOG = Logger.getLogger(Endings.class);

  private final JobStore jobs;
  private final Failures failures;
  private final JobMessages messages;
  private final Broker broker;
  private final EventSender events;
  private final ProgressReporter reporter;
  private final WorkerMetrics metrics;
  private final WorkerIdentity identity;
  private final Database database;

  @Inject
  Endings(
      JobStore jobs,
      Failures failures,
      JobMessages messages,
      Broker broker,
      EventSender events,
      ProgressReporter reporter,
      WorkerMetrics metrics,
      WorkerIdentity identity,
      Database database) {
    this.jobs = jobs;
    this.failures = failures;
    this.messages = messages;
    this.broker = broker;
    this.events = events;
    this.reporter = reporter;
    this.metrics = metrics;
    this.identity = identity;
    this.database = database;
  }

  /** The planning or packaging of a job failed: the job does, if it still is the claim's. */
  void failed(JobClaim claim, String work, Throwable thrown) {
    LOG.errorf(thrown, "%s failed", work);
    failed(claim, failures.of(thrown).error());
  }

  void failed(JobClaim claim, JobError error) {
    Optional<ExportJob> job = database.persistently(() -> jobs.fail(claim, error));
    job.ifPresent(failed -> failed(failed, Optional.empty(), 1, failed.losses));
  }

  /**
   * A job has failed; its row says why.
   *
   * @param shard the shard that failed for good, if it was one
   */
  public void failed(ExportJob job, Optional<Integer> shard, int failureCount, int losses) {
    LOG.errorf("job %s failed: %s: %s", job.id, job.errorCode, job.errorMessage);
    ended(job);
    try {
      broker.dead(
          new DeadMessage(
              job.id,
              job.attempts,
              shard.orElse(null),
              failureCount,
              losses,
              job.errorCode,
              job.errorMessage,
              identity.name(),
              job.completedAt.toString()));
    } catch (BrokerUnavailableException e) {
      LOG.warnf("the history of job %s is in its row only: %s", job.id, e.getMessage());
    }
  }

  /** A job has reached a terminal state. */
  void ended(ExportJob job) {
    metrics.jobEnded(job);
    reporter.forget(job.id);
    events.drop(job.id);
    try {
      messages.terminal(job);
    } catch (BrokerUnavailableException e) {
      LOG.warnf("watchers hear later that job %s ended: %s", job.id, e.getMessage());
    }
  }
}
