package dev.npexport.api.export;

import dev.npexport.api.NpexportConfig;
import dev.npexport.model.broker.BrokerUnavailableException;
import dev.npexport.model.job.ExportJob;
import dev.npexport.model.job.ExportShard;
import dev.npexport.model.job.SweepStore;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import org.jboss.logging.Logger;

/**
 * Takes back the work of silent workers and sends again what the broker never confirmed. One of
 * several replicas does it at a time.
 */
@ApplicationScoped
class Sweeper {

  private static final Logger LOG = Logger.getLogger(Sweeper.class);

  private final SweepStore store;
  private final JobMessages messages;
  private final Clock clock;
  private final NpexportConfig config;

  @Inject
  Sweeper(SweepStore store, JobMessages messages, Clock clock, NpexportConfig config) {
    this.store = store;
    this.messages = messages;
    this.clock = clock;
    this.config = config;
  }

  @Scheduled(
      every = "${npexport.sweep-interval:5s}",
      concurrentExecution = ConcurrentExecution.SKIP)
  void sweep() {
    if (!store.begin(config.sweepInterval())) {
      return;
    }
    Instant now = clock.instant();
    Instant silentSince = now.minus(config.silentAfter());
    Instant unconfirmedSince = now.minus(config.unconfirmedAfter());
    Instant untouchedSince = now.minus(config.untouchedAfter());
    for (ExportShard shard : store.takeBack(silentSince)) {
      LOG.warnf(
          "shard %d of export %s is taken back: its worker is silent",
          shard.key.number(), shard.key.jobId());
    }
    try {
      for (ExportShard shard : store.shardsWithoutMessage(untouchedSince)) {
        messages.shard(shard);
      }
      for (ExportJob job :
          store.jobsWithoutMessage(unconfirmedSince, silentSince, untouchedSince)) {
        messages.job(job);
      }
      for (ExportJob job : store.jobsWithoutTerminalEvent(unconfirmedSince)) {
        messages.end(job);
      }
    } catch (BrokerUnavailableException e) {
      LOG.warnf("messages wait for the broker: %s", e.getMessage());
    }
  }
}
