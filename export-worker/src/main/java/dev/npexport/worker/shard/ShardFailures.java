package dev.npexport.worker.shard;

import dev.npexport.model.broker.BrokerUnavailableException;
import dev.npexport.model.broker.JobMessages;
import dev.npexport.model.job.ExportJob;
import dev.npexport.model.job.ShardClaim;
import dev.npexport.model.job.ShardStore;
import dev.npexport.worker.config.WorkerConfig;
import dev.npexport.worker.failure.Database;
import dev.npexport.worker.failure.Failures;
import dev.npexport.worker.failure.Failures.Failure;
import dev.npexport.worker.job.Endings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.jboss.logging.Logger;

/** What follows when a shard fails: another attempt, or the end of its job. */
@ApplicationScoped
class ShardFailures {

  private static final Logger LOG = Logger.getLogger(ShardFailures.class);

  private final ShardStore shards;
  private final Failures failures;
  private final JobMessages messages;
  private final Endings endings;
  private final WorkerConfig.Worker config;
  private final Database database;

  @Inject
  ShardFailures(
      ShardStore shards,
      Failures failures,
      JobMessages messages,
      Endings endings,
      WorkerConfig config,
      Database database) {
    this.shards = shards;
    this.failures = failures;
    this.messages = messages;
    this.endings = endings;
    this.config = config.worker();
    this.database = database;
  }

  void failed(ShardClaim claim, Throwable thrown) {
    LOG.errorf(thrown, "shard %d of job %s failed", claim.number(), claim.jobId());
    Failure failure = failures.of(thrown);
    int limit = failure.mendable() ? config.maxAttempts() : 1;
    switch (database.persistently(() -> shards.failed(claim, failure.error(), limit))) {
      case ShardStore.Failure.Stale() ->
          LOG.infof("shard %d of job %s is not ours any more", claim.number(), claim.jobId());
      case ShardStore.Failure.Again(int count) -> publishAgain(claim, count);
      case ShardStore.Failure.Final(ExportJob job) -> endings.failed(job);
    }
  }

  private void publishAgain(ShardClaim claim, int count) {
    LOG.infof(
        "shard %d of job %s is tried again after %d of %d failures",
        claim.number(), claim.jobId(), count, config.maxAttempts());
    try {
      messages.shard(claim.jobId(), claim.number());
    } catch (BrokerUnavailableException e) {
      LOG.warnf("the shard waits for the broker: %s", e.getMessage());
    }
  }
}
