package dev.npexport.worker.job;

import dev.npexport.engine.ExportEngine;
import dev.npexport.engine.ExportPlan;
import dev.npexport.engine.ExportRequest;
import dev.npexport.model.job.ClaimStore;
import dev.npexport.model.job.ErrorCodes;
import dev.npexport.model.job.ExportJob;
import dev.npexport.model.job.JobChange;
import dev.npexport.model.job.JobClaim;
import dev.npexport.model.job.JobError;
import dev.npexport.model.job.JobKind;
import dev.npexport.model.job.PlanStore;
import dev.npexport.model.job.PlannedShard;
import dev.npexport.model.recovery.RecoveryConfig;
import dev.npexport.worker.config.WorkerIdentity;
import dev.npexport.worker.failure.Database;
import dev.npexport.worker.feature.FeatureTable;
import dev.npexport.worker.input.RequestFactory;
import dev.npexport.worker.progress.ProgressReporter;
import dev.npexport.worker.push.Pusher;
import dev.npexport.worker.running.RunningWork;
import dev.npexport.worker.storage.JobFolders;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;

/** Plans a job: prepares the activations, fills in the feature table, stores the shards. */
@ApplicationScoped
class Planner {

  private static final Logger LOG = Logger.getLogger(Planner.class);

  private final ClaimStore claims;
  private final PlanStore plans;
  private final ExportEngine engine;
  private final RequestFactory requests;
  private final Pusher pusher;
  private final FeatureTable features;
  private final JobFolders folders;
  private final JobWork works;
  private final Endings endings;
  private final ProgressReporter reporter;
  private final RecoveryConfig recovery;
  private final WorkerIdentity identity;
  private final Clock clock;
  private final Database database;

  @Inject
  Planner(
      ClaimStore claims,
      PlanStore plans,
      ExportEngine engine,
      RequestFactory requests,
      Pusher pusher,
      FeatureTable features,
      JobFolders folders,
      JobWork works,
      Endings endings,
      ProgressReporter reporter,
      RecoveryConfig recovery,
      WorkerIdentity identity,
      Clock clock,
      Database database) {
    this.claims = claims;
    this.plans = plans;
    this.engine = engine;
    this.requests = requests;
    this.pusher = pusher;
    this.features = features;
    this.folders = folders;
    this.works = works;
    this.endings = endings;
    this.reporter = reporter;
    this.recovery = recovery;
    this.identity = identity;
    this.clock = clock;
    this.database = database;
  }

  /** The job with its plan stored; empty when somebody else plans it, or it cannot be planned. */
  Optional<ExportJob> plan(UUID jobId) {
    Instant silentSince = clock.instant().minus(recovery.silentAfter());
    return database
        .persistently(() -> claims.claimPlanning(jobId, identity.name(), silentSince))
        .flatMap(this::plan);
  }

  private Optional<ExportJob> plan(JobChange change) {
    ExportJob job = change.job();
    JobClaim claim = works.claim(job);
    if (job.losses > recovery.maxLosses()) {
      endings.failed(
          claim,
          JobError.of(
              ErrorCodes.WORKER_LOST,
              "%d workers stopped answering while they planned the job".formatted(job.losses)));
      return Optional.empty();
    }
    reporter.stage(change);
    AtomicReference<Optional<ExportJob>> planned = new AtomicReference<>(Optional.empty());
    works.run(
        claim,
        "planning of job " + job.id,
        done -> {},
        work -> planned.set(store(job, claim, work)));
    return planned.get();
  }

  private Optional<ExportJob> store(ExportJob job, JobClaim claim, RunningWork work) {
    if (job.kind == JobKind.PUSH) {
      return storePush(job, claim);
    }
    ExportRequest request = requests.of(job);
    ExportPlan plan = engine.plan(request, work);
    Instant filledAt = features.fill(job.saeId, request, work);
    List<PlannedShard> shards =
        plan.shards().stream().map(shard -> planned(job, shard, filledAt)).toList();
    Optional<JobChange> stored =
        database.persistently(() -> plans.store(claim, plan.selected().length, shards));
    stored.ifPresent(
        change -> {
          LOG.infof(
              "job %s: %d features in %d shards", job.id, plan.selected().length, shards.size());
          reporter.stage(change);
        });
    return stored.map(JobChange::job);
  }

  /** A push is one step, that of packaging: it has no shards. */
  private Optional<ExportJob> storePush(ExportJob job, JobClaim claim) {
    int features = pusher.features(job);
    Optional<JobChange> stored =
        database.persistently(() -> plans.store(claim, features, List.of()));
    stored.ifPresent(reporter::stage);
    return stored.map(JobChange::job);
  }

  /** A result from before the features were filled in may carry labels of that time. */
  private PlannedShard planned(ExportJob job, ExportPlan.Shard shard, Instant filledAt) {
    boolean finished =
        switch (job.kind) {
          case EXPORT ->
              folders
                  .finishedAt(job.id, shard.number())
                  .filter(at -> at.isAfter(filledAt))
                  .isPresent();
          case DASHBOARD_DATA -> true; // if its row says so: it is in the database as well
          case PUSH -> false;
        };
    return new PlannedShard(
        shard.number(), shard.from(), shard.to(), shard.cost(), shard.memoryBytes(), finished);
  }
}
