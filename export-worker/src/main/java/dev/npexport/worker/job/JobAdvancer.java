package dev.npexport.worker.job;

import dev.npexport.model.broker.BrokerUnavailableException;
import dev.npexport.model.broker.JobMessages;
import dev.npexport.model.job.ExportJob;
import dev.npexport.model.job.JobOutbox;
import dev.npexport.model.job.JobStore;
import dev.npexport.worker.failure.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Looks at a job's row and takes the step that it needs next. Whatever the row says, calling this
 * once more than needed changes nothing.
 */
@ApplicationScoped
public class JobAdvancer {

  private static final Logger LOG = Logger.getLogger(JobAdvancer.class);

  private final JobStore jobs;
  private final JobOutbox outbox;
  private final JobMessages messages;
  private final Planner planner;
  private final Packager packager;
  private final Database database;

  @Inject
  JobAdvancer(
      JobStore jobs,
      JobOutbox outbox,
      JobMessages messages,
      Planner planner,
      Packager packager,
      Database database) {
    this.jobs = jobs;
    this.outbox = outbox;
    this.messages = messages;
    this.planner = planner;
    this.packager = packager;
    this.database = database;
  }

  public void advance(UUID jobId) {
    Optional<ExportJob> job = database.persistently(() -> jobs.find(jobId));
    if (job.isEmpty()) {
      LOG.infof("job %s is gone, it was deleted", jobId);
      return;
    }
    switch (job.get().status) {
      case PENDING -> planThenCompute(jobId);
      case COMPUTING -> {
        switch (job.get().stage) {
          case PLANNING -> planThenCompute(jobId);
          case COMPUTING, PACKAGING -> compute(job.get());
        }
      }
      case PACKAGING -> packager.takeOver(jobId);
      case COMPLETED, FAILED, CANCELLED ->
          LOG.debugf("job %s is %s already", jobId, job.get().status.wire());
    }
  }

  private void planThenCompute(UUID jobId) {
    planner.plan(jobId).ifPresent(this::compute);
  }

  /** Publishes what nobody has, or packages when nothing is left to compute. */
  private void compute(ExportJob job) {
    try {
      for (int number : database.persistently(() -> outbox.unpublishedShards(job.id))) {
        messages.shard(job.id, number);
      }
    } catch (BrokerUnavailableException e) {
      LOG.warnf("shards of job %s wait for the broker: %s", job.id, e.getMessage());
    }
    packager.start(job);
  }
}
