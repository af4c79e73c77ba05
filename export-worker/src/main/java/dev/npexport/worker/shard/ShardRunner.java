package dev.npexport.worker.shard;

import dev.npexport.engine.ExportEngine;
import dev.npexport.engine.ExportPlan;
import dev.npexport.model.broker.Broker;
import dev.npexport.model.broker.BrokerUnavailableException;
import dev.npexport.model.job.ExportJob;
import dev.npexport.model.job.JobStore;
import dev.npexport.model.job.ShardClaim;
import dev.npexport.model.job.ShardStore;
import dev.npexport.worker.config.WorkerIdentity;
import dev.npexport.worker.failure.Database;
import dev.npexport.worker.health.WorkerMetrics;
import dev.npexport.worker.input.RequestFactory;
import dev.npexport.worker.progress.ProgressReporter;
import dev.npexport.worker.running.LogContext;
import dev.npexport.worker.running.RunningWork;
import dev.npexport.worker.running.RunningWorks;
import dev.npexport.worker.running.StoppingException;
import dev.npexport.worker.storage.JobFolders;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;

/** Computes one shard, if nobody else has it, and answers for what comes of it. */
@ApplicationScoped
class ShardRunner {

  private static final Logger LOG = Logger.getLogger(ShardRunner.class);

  private final JobStore jobs;
  private final ShardStore shards;
  private final ExportEngine engine;
  private final RequestFactory requests;
  private final DashboardShards dashboards;
  private final JobFolders folders;
  private final RunningWorks works;
  private final ShardFailures failures;
  private final ShardFit fit;
  private final ProgressReporter reporter;
  private final Broker broker;
  private final WorkerMetrics metrics;
  private final WorkerIdentity identity;
  private final Database database;
  private final ReentrantLock turn = new ReentrantLock();

  @Inject
  ShardRunner(
      JobStore jobs,
      ShardStore shards,
      ExportEngine engine,
      RequestFactory requests,
      DashboardShards dashboards,
      JobFolders folders,
      RunningWorks works,
      ShardFailures failures,
      ShardFit fit,
      ProgressReporter reporter,
      Broker broker,
      WorkerMetrics metrics,
      WorkerIdentity identity,
      Database database) {
    this.jobs = jobs;
    this.shards = shards;
    this.engine = engine;
    this.requests = requests;
    this.dashboards = dashboards;
    this.folders = folders;
    this.works = works;
    this.failures = failures;
    this.fit = fit;
    this.reporter = reporter;
    this.broker = broker;
    this.metrics = metrics;
    this.identity = identity;
    this.database = database;
  }

  /** Computes a shard, after the one that is being computed. */
  void run(UUID jobId, int number) {
    turn.lock();
    try {
      claimAndRun(jobId, number);
    } finally {
      turn.unlock();
    }
  }

  /** Computes a shard unless another one is being computed; false then. */
  boolean runIfIdle(UUID jobId, int number) {
    if (!turn.tryLock()) {
      return false;
    }
    try {
      claimAndRun(jobId, number);
      return true;
    } finally {
      turn.unlock();
    }
  }

  private void claimAndRun(UUID jobId, int number) {
    try (LogContext context = LogContext.shard(jobId, number)) {
      if (!fit.fits(jobId, number)) {
        return;
      }
      database
          .persistently(() -> shards.claim(jobId, number, identity.name()))
          .ifPresentOrElse(
              this::run,
              () -> LOG.debugf("shard %d of job %s is not to be computed now", number, jobId));
    }
  }

  private void run(ShardClaim claim) {
    String name = "shard %d of job %s".formatted(claim.number(), claim.jobId());
    RunningWork work = works.begin(claim.jobId(), name, new ShardRow(claim));
    Path attempt = folders.attempt(claim);
    try {
      ExportJob job = database.persistently(() -> jobs.find(claim.jobId())).orElseThrow();
      ExportPlan.Shard shard =
          new ExportPlan.Shard(
              claim.number(),
              claim.fromPlace(),
              claim.toPlace(),
              claim.cost(),
              claim.memoryBytes());
      switch (job.kind) {
        case EXPORT -> {
          compute(job, shard, attempt, work);
          Path place = folders.shard(claim.jobId(), claim.number());
          finish(claim, () -> folders.publish(attempt, place));
        }
        case DASHBOARD_DATA -> {
          metrics.timeShard(() -> dashboards.compute(job, shard, work));
          finish(claim, () -> {});
        }
        case PUSH -> throw new IllegalStateException("a push has no shards");
      }
    } catch (StoppingException e) {
      throw e;
    } catch (Throwable thrown) {
      // Whatever it is, an error of the virtual machine too: it is a failure of the shard, or the
      // shard would be taken for that of a lost worker and tried until it takes more with it.
      if (work.isShutdown()) {
        LOG.infof("%s is given back", name);
        database.persistently(() -> shards.release(claim));
        throw new StoppingException();
      }
      if (work.cancelled()) {
        LOG.infof("%s stopped: its job was cancelled or it is another worker's", name);
        LOG.debugf(thrown, "how %s stopped", name);
      } else {
        failures.failed(claim, thrown);
      }
    } finally {
      works.end(work);
      folders.discard(claim.jobId(), attempt);
    }
    packageIfLast(claim.jobId());
  }

  private void compute(ExportJob job, ExportPlan.Shard shard, Path attempt, RunningWork work) {
    folders.prepare(attempt);
    metrics.timeShard(() -> engine.computeShard(requests.of(job), shard, attempt, work));
  }

  private void finish(ShardClaim claim, Runnable publish) {
    boolean kept = database.persistently(() -> shards.done(claim, publish));
    if (kept) {
      metrics.shardDone(claim.toPlace() - claim.fromPlace());
      database.persistently(() -> reporter.computing(claim.jobId(), claim.jobAttempt()));
    } else {
      LOG.infof("shard %d of job %s came too late", claim.number(), claim.jobId());
    }
  }

  /** Asks for the packaging; if the message is lost, the sweeper asks. */
  private void packageIfLast(UUID jobId) {
    if (!database.persistently(() -> shards.allDone(jobId))) {
      return;
    }
    reporter.forget(jobId);
    try {
      broker.job(jobId);
    } catch (BrokerUnavailableException e) {
      LOG.warnf("the packaging of job %s waits for the broker: %s", jobId, e.getMessage());
    }
  }

  private final class ShardRow implements RunningWork.Rows {

    private final ShardClaim claim;

    ShardRow(ShardClaim claim) {
      this.claim = claim;
    }

    @Override
    public boolean signOfLife(int done) {
      return shards.heartbeat(claim, done);
    }

    @Override
    public void report(int done) {
      reporter.computing(claim.jobId(), claim.jobAttempt());
    }
  }
}
