package dev.npexport.model.broker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.npexport.model.job.ExportJob;
import dev.npexport.model.job.ExportShard;
import dev.npexport.model.job.ShardStore;
import dev.npexport.model.message.DeadMessage;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Writes the history of a failed job out of its rows, whoever saw it fail. */
@ApplicationScoped
class DeadMessages {

  private final ShardStore shards;
  private final ObjectMapper json;

  @Inject
  DeadMessages(ShardStore shards, ObjectMapper json) {
    this.shards = shards;
    this.json = json;
  }

  DeadMessage of(ExportJob job) {
    return shards.failedShard(job.id).map(shard -> of(job, shard)).orElseGet(() -> outside(job));
  }

  private DeadMessage of(ExportJob job, ExportShard shard) {
    try {
      return new DeadMessage(
          job.id,
          job.attempts,
          shard.key.number(),
          shard.failures,
          shard.losses,
          job.errorCode,
          job.errorMessage,
          shard.worker,
          job.completedAt.toString(),
          json.readTree(shard.history));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a row holds what is not JSON", e);
    }
  }

  /** A planning or packaging is tried once. */
  private static DeadMessage outside(ExportJob job) {
    return new DeadMessage(
        job.id,
        job.attempts,
        null,
        1,
        job.losses,
        job.errorCode,
        job.errorMessage,
        job.worker,
        job.completedAt.toString(),
        null);
  }
}
