package dev.npexport.model.recovery;

import dev.npexport.model.broker.Broker;
import dev.npexport.model.broker.BrokerUnavailableException;
import dev.npexport.model.broker.JobMessages;
import dev.npexport.model.job.ExportJob;
import dev.npexport.model.job.ExportShard;
import dev.npexport.model.job.JobError;
import dev.npexport.model.job.JobStore;
import dev.npexport.model.job.SweepStore;
import dev.npexport.model.message.Topology;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import org.jboss.logging.Logger;

/**
 * Finds what got lost and puts it back to work: shards of workers that fell silent, jobs and shards
 * whose message the broker never confirmed, and terminal events that nobody was sent. Services call
 * it on a schedule; of all that do, one at a time sweeps.
 */
@ApplicationScoped
public class Sweeper {

  /** Code of a job that failed because its workers kept dying. */
  public static final String WORKER_LOST = "worker_lost";

  private static final Logger LOG = Logger.getLogger(Sweeper.class);

  private final SweepStore store;
  private final JobStore jobs;
  private final JobMessages messages;
  private final Broker broker;
  private final RecoveryConfig config;
  private final Clock clock;

  @Inject
  Sweeper(
      SweepStore store,
      JobStore jobs,
      JobMessages messages,
      Broker broker,
      RecoveryConfig config,
      Clock clock) {
    this.store = store;
    this.jobs = jobs;
    this.messages = messages;
    this.broker = broker;
    this.config = config;
    this.clock = clock;
  }

  /** Sweeps, unless a service did so within the interval. */
  public void sweep() {
    if (!store.begin(config.interval())) {
      return;
    }
    Instant now = clock.instant();
    Instant silentSince = now.minus(config.silentAfter());
    Instant unconfirmedSince = now.minus(config.unconfirmedAfter());
    try {
      for (ExportShard shard : store.takeBack(silentSince)) {
        tookBack(shard);
      }
      for (ExportShard shard :
          store.shardsWithoutMessage(lostBefore(Topology.SHARDS, silentSince))) {
        messages.shard(shard.key.jobId(), shard.key.number());
      }
      for (ExportJob job :
          store.jobsWithoutMessage(
              unconfirmedSince, silentSince, lostBefore(Topology.JOBS, silentSince))) {
        LOG.infof("job %s is published again, it is %s", job.id, job.status.wire());
        messages.job(job);
      }
      for (ExportJob job : store.jobsWithoutTerminalEvent(unconfirmedSince)) {
        messages.terminal(job);
      }
    } catch (BrokerUnavailableException e) {
      LOG.warnf("the next sweep goes on: %s", e.getMessage());
    }
  }

  /**
   * Confirmed messages of waiting work are lost if the queue they should wait on is empty: a broker
   * that lost its disk, or an acknowledgement that a worker gave and did not live to act on.
   */
  private Instant lostBefore(String queue, Instant silentSince) {
    return broker.waiting(queue) == 0 ? silentSince : Instant.EPOCH;
  }

  private void tookBack(ExportShard shard) {
    int number = shard.key.number();
    LOG.warnf(
        "took back shard %d of job %s: its worker has not been heard of for %s",
        number, shard.key.jobId(), config.silentAfter());
    if (shard.losses > config.maxLosses()) {
      JobError error =
          JobError.of(
              WORKER_LOST,
              "%d workers stopped answering while they computed shard %d"
                  .formatted(shard.losses, number));
      jobs.find(shard.key.jobId())
          .flatMap(job -> jobs.fail(job.id, job.attempts, error))
          .ifPresent(messages::terminal);
    }
  }
}
