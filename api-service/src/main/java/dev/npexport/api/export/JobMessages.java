package dev.npexport.api.export;

import dev.npexport.model.broker.Broker;
import dev.npexport.model.job.ExportJob;
import dev.npexport.model.job.ExportShard;
import dev.npexport.model.job.JobOutbox;
import dev.npexport.model.message.JobEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;

/** Sends what committed rows ask for, and notes in the rows what the broker confirmed. */
@ApplicationScoped
class JobMessages {

  private final Broker broker;
  private final JobOutbox outbox;

  @Inject
  JobMessages(Broker broker, JobOutbox outbox) {
    this.broker = broker;
    this.outbox = outbox;
  }

  /** "See what this job needs next." */
  void job(ExportJob job) {
    broker.job(job.id);
    outbox.jobPublished(job.id, job.attempts);
  }

  /** "Compute this shard if nobody has." */
  void shard(ExportShard shard) {
    UUID job = shard.key.jobId();
    broker.shard(job, shard.key.number());
    outbox.shardPublished(job, shard.key.number());
  }

  /** Tells watchers of a job's end. */
  void end(ExportJob job) {
    broker.event(JobEvent.of(job));
    outbox.terminalEventPublished(job.id, job.eventSeq);
  }
}
