package dev.npexport.api.export;

import dev.npexport.api.NpexportConfig;
import dev.npexport.api.export.JobFiles.Kind;
import dev.npexport.api.export.JobFiles.Left;
import dev.npexport.model.job.ExportJob;
import dev.npexport.model.job.JobStatus;
import dev.npexport.model.job.JobStore;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Removes jobs that ended long ago, and files that a crash left without a job. Off unless
 * configured. Several replicas may do so at once: what one has removed is gone for the other.
 */
@ApplicationScoped
class Retention {

  private static final Logger LOG = Logger.getLogger(Retention.class);

  private final JobStore jobs;
  private final JobFiles files;
  private final NpexportConfig.Retention config;
  private final Clock clock;

  @Inject
  Retention(JobStore jobs, JobFiles files, NpexportConfig config, Clock clock) {
    this.jobs = jobs;
    this.files = files;
    this.config = config.retention();
    this.clock = clock;
  }

  @Scheduled(
      every = "${npexport.retention.interval:10m}",
      concurrentExecution = ConcurrentExecution.SKIP)
  void clean() {
    config.jobsAfter().ifPresent(this::removeOldJobs);
    config.orphansAfter().ifPresent(this::removeOrphans);
  }

  /** Row first: a file without a row is an orphan, a row without its file would be a lie. */
  private void removeOldJobs(Duration age) {
    for (UUID id : jobs.endedBefore(clock.instant().minus(age))) {
      if (jobs.delete(id).isPresent()) {
        LOG.infof("job %s ended more than %s ago and is removed", id, age);
        files.remove(id);
      }
    }
  }

  private void removeOrphans(Duration age) {
    for (Left left : files.unchangedSince(clock.instant().minus(age))) {
      if (!belongs(left.kind(), jobs.find(left.job()))) {
        LOG.infof("%s belongs to no job and is removed", left.path());
        files.remove(left);
      }
    }
  }

  /** A job that has not completed may need its finished shards, and only such a job. */
  private static boolean belongs(Kind kind, Optional<ExportJob> job) {
    return switch (kind) {
      case ARCHIVE -> job.filter(row -> row.status == JobStatus.COMPLETED).isPresent();
      case WORK -> job.filter(row -> row.status != JobStatus.COMPLETED).isPresent();
    };
  }
}
