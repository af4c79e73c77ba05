package dev.npexport.model.recovery;

import dev.npexport.model.broker.Broker;
import dev.npexport.model.broker.BrokerUnavailableException;
import dev.npexport.model.broker.JobMessages;
import dev.npexport.model.job.ErrorCodes;
import dev.npexport.model.job.ExportJob;
import dev.npexport.model.job.ExportShard;
import dev.npexport.model.job.JobEnded;
import dev.npexport.model.job.JobError;
import dev.npexport.model.job.ShardStore;
import dev.npexport.model.job.SweepStore;
import dev.npexport.model.job.WorkerStore;
import dev.npexport.model.message.Topology;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import org.jboss.logging.Logger;

/**
 * Finds what got lost and puts it back to work: shards of workers that fell silent, jobs and shards
 * whose message the broker never confirmed, terminal events and histories that nobody was sent, and
 * shards that no worker has the memory for. Services call it on a schedule; of all that do, one at
 * a time sweeps.
 */
@ApplicationScoped
public class Sweeper {

  /** A worker's row is kept this many times longer than its silence is taken for its end. */
  private static final int SILENCES_REMEMBERED = 20;

  private static final Logger LOG = Logger.getLogger(Sweeper.class);

  private final SweepStore store;
  private final ShardStore shards;
  private final WorkerStore workers;
  private final JobMessages messages;
  private final Broker broker;
  private final RecoveryConfig config;
  private final Event<JobEnded> ended;
  private final Clock clock;
  private boolean stopped;

  @Inject
  Sweeper(
      SweepStore store,
      ShardStore shards,
      WorkerStore workers,
      JobMessages messages,
      Broker broker,
      RecoveryConfig config,
      Event<JobEnded> ended,
      Clock clock) {
    this.store = store;
    this.shards = shards;
    this.workers = workers;
    this.messages = messages;
    this.broker = broker;
    this.config = config;
    this.ended = ended;
    this.clock = clock;
  }

  /** Ends sweeping before the database goes, once a sweep that has begun is over. */
  synchronized void stop(@Observes ShutdownEvent event) {
    stopped = true;
  }

  /** Sweeps, unless a service did so within the interval. */
  public synchronized void sweep() {
    if (stopped || !store.begin(config.interval())) {
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
      for (ExportShard shard : store.shardsForNobody(now.minus(config.memoryWait()), silentSince)) {
        refuseForMemory(shard, silentSince);
      }
      workers.forget(now.minus(config.silentAfter().multipliedBy(SILENCES_REMEMBERED)));
      for (ExportJob job : store.jobsWithoutTerminalEvent(unconfirmedSince)) {
        messages.terminal(job);
      }
      for (ExportJob job : store.jobsWithoutDeadMessage(unconfirmedSince)) {
        messages.dead(job);
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
      giveUp(
          shard,
          JobError.of(
              ErrorCodes.WORKER_LOST,
              "%d workers stopped answering while they computed shard %d"
                  .formatted(shard.losses, number)));
    }
  }

  private void refuseForMemory(ExportShard shard, Instant silentSince) {
    WorkerStore.Present workers = this.workers.present(silentSince);
    giveUp(
        shard,
        JobError.of(
            ErrorCodes.NOT_ENOUGH_MEMORY,
            ("shard %d needs %d bytes of memory, and the largest of the %d workers that are there may"
                    + " use %d; it waited %s for a larger one")
                .formatted(
                    shard.key.number(),
                    shard.memoryBytes,
                    workers.count(),
                    workers.largestMemoryBytes(),
                    config.memoryWait())));
  }

  private void giveUp(ExportShard shard, JobError error) {
    shards
        .giveUp(shard.key.jobId(), shard.key.number(), error)
        .ifPresent(
            job -> {
              LOG.errorf("job %s failed: %s: %s", job.id, error.code(), error.message());
              ended.fire(new JobEnded(job));
              messages.terminal(job);
              messages.dead(job);
            });
  }
}
