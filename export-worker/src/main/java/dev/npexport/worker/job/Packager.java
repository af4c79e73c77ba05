package dev.npexport.worker.job;

import dev.npexport.engine.PackagedArchive;
import dev.npexport.model.job.ArchiveFacts;
import dev.npexport.model.job.ClaimStore;
import dev.npexport.model.job.ErrorCodes;
import dev.npexport.model.job.ExportJob;
import dev.npexport.model.job.JobChange;
import dev.npexport.model.job.JobClaim;
import dev.npexport.model.job.JobError;
import dev.npexport.model.path.DataRoot;
import dev.npexport.model.recovery.RecoveryConfig;
import dev.npexport.worker.config.WorkerIdentity;
import dev.npexport.worker.failure.Database;
import dev.npexport.worker.progress.ProgressReporter;
import dev.npexport.worker.push.Pusher;
import dev.npexport.worker.running.RunningWork;
import dev.npexport.worker.storage.JobFolders;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Joins the shards' results into the archive and completes the job. */
@ApplicationScoped
class Packager {

  private static final Logger LOG = Logger.getLogger(Packager.class);

  private final ClaimStore claims;
  private final ArchiveWork archives;
  private final Pusher pusher;
  private final JobFolders folders;
  private final DataRoot root;
  private final JobWork works;
  private final Endings endings;
  private final ProgressReporter reporter;
  private final RecoveryConfig recovery;
  private final WorkerIdentity identity;
  private final Clock clock;
  private final Database database;

  @Inject
  Packager(
      ClaimStore claims,
      ArchiveWork archives,
      Pusher pusher,
      JobFolders folders,
      DataRoot root,
      JobWork works,
      Endings endings,
      ProgressReporter reporter,
      RecoveryConfig recovery,
      WorkerIdentity identity,
      Clock clock,
      Database database) {
    this.claims = claims;
    this.archives = archives;
    this.pusher = pusher;
    this.folders = folders;
    this.root = root;
    this.works = works;
    this.endings = endings;
    this.reporter = reporter;
    this.recovery = recovery;
    this.identity = identity;
    this.clock = clock;
    this.database = database;
  }

  /** Packages if every shard is done and nobody else does it. */
  void start(ExportJob job) {
    database
        .persistently(() -> claims.startPackaging(job.id, job.attempts, identity.name()))
        .ifPresent(this::run);
  }

  /** Packages what a worker began that fell silent. */
  void takeOver(UUID jobId) {
    Instant silentSince = clock.instant().minus(recovery.silentAfter());
    database
        .persistently(() -> claims.takeOverPackaging(jobId, identity.name(), silentSince))
        .ifPresent(this::run);
  }

  private void run(JobChange change) {
    ExportJob job = change.job();
    JobClaim claim = works.claim(job);
    if (job.losses > recovery.maxLosses()) {
      endings.failed(
          claim,
          JobError.of(
              ErrorCodes.WORKER_LOST,
              "%d workers stopped answering while they packaged the job".formatted(job.losses)));
      return;
    }
    reporter.stage(change);
    Path attempt = folders.attempt(claim);
    works.run(
        claim,
        "packaging of job " + job.id,
        packed -> reporter.packaging(claim, packed, job.featureCount),
        work -> {
          try {
            finish(job, claim, attempt, work);
          } finally {
            folders.discard(job.id, attempt);
          }
        });
  }

  private void finish(ExportJob job, JobClaim claim, Path attempt, RunningWork work) {
    switch (job.kind) {
      case EXPORT -> complete(claim, archives.write(job, attempt, work), attempt);
      case DASHBOARD_DATA -> complete(claim);
      case PUSH -> {
        pusher.push(job, work);
        complete(claim);
      }
    }
  }

  /** There is no archive: what was computed is where it belongs. */
  private void complete(JobClaim claim) {
    Optional<ExportJob> completed = database.persistently(() -> claims.complete(claim));
    if (completed.isEmpty()) {
      LOG.infof("the end of job %s came too late", claim.jobId());
      return;
    }
    LOG.infof("job %s completed", claim.jobId());
    folders.removeWork(claim.jobId());
    endings.ended(completed.get());
  }

  private void complete(JobClaim claim, PackagedArchive archive, Path attempt) {
    Path place = root.archive(claim.jobId());
    ArchiveFacts facts =
        new ArchiveFacts(root.relative(place), archive.sizeBytes(), archive.sha256());
    Optional<ExportJob> completed =
        database.persistently(
            () -> claims.complete(claim, facts, () -> folders.publish(attempt, place)));
    if (completed.isEmpty()) {
      LOG.infof("the archive of job %s came too late", claim.jobId());
      return;
    }
    LOG.infof(
        "job %s completed: %d bytes in %s", claim.jobId(), archive.sizeBytes(), facts.outputPath());
    folders.removeWork(claim.jobId());
    endings.ended(completed.get());
  }
}
