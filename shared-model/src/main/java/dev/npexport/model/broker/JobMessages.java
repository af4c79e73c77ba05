package dev.npexport.model.broker;

import dev.npexport.model.job.ExportJob;
import dev.npexport.model.job.JobOutbox;
import dev.npexport.model.message.JobEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;

/**
 * Publishes what committed rows ask for and notes in them what the broker confirmed. Every method
 * throws {@link BrokerUnavailableException} when it did not; the sweeper then does it later.
 */
@ApplicationScoped
public class JobMessages {

  private final Broker broker;
  private final JobOutbox outbox;
  private final DeadMessages dead;

  @Inject
  JobMessages(Broker broker, JobOutbox outbox, DeadMessages dead) {
    this.broker = broker;
    this.outbox = outbox;
    this.dead = dead;
  }

  /** "See what this job needs next." */
  public void job(ExportJob job) {
    broker.job(job.id);
    outbox.jobPublished(job.id, job.attempts);
  }

  /** "Compute this shard if nobody has." */
  public void shard(UUID jobId, int number) {
    broker.shard(jobId, number);
    outbox.shardPublished(jobId, number);
  }

  /** Puts away the history of a failed job. */
  public void dead(ExportJob job) {
    broker.dead(dead.of(job));
    outbox.deadPublished(job.id, job.eventSeq);
  }

  /** Tells watchers of a terminal state. */
  public void terminal(ExportJob job) {
    broker.event(JobEvent.of(job));
    outbox.terminalEventPublished(job.id, job.eventSeq);
  }
}
