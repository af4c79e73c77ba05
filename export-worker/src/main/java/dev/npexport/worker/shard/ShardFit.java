package dev.npexport.worker.shard;

import dev.npexport.model.job.ShardStore;
import dev.npexport.worker.config.WorkerConfig;
import dev.npexport.worker.failure.Database;
import dev.npexport.worker.running.Shutdown;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.UUID;

/** Leaves shards to larger workers that need more memory than this one may use. */
@ApplicationScoped
class ShardFit {

  /** So that a shard that nobody can take does not travel back and forth all the time. */
  private static final Duration PAUSE = Duration.ofSeconds(2);

  private final ShardStore shards;
  private final Shutdown shutdown;
  private final OptionalLong limit;
  private final Database database;

  @Inject
  ShardFit(ShardStore shards, Shutdown shutdown, WorkerConfig config, Database database) {
    this.shards = shards;
    this.shutdown = shutdown;
    this.limit = config.worker().memoryBytes();
    this.database = database;
  }

  /** A shard that is too large here; throwing it gives the message back. */
  static final class TooLargeException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TooLargeException(UUID jobId, int number, long needed, long limit) {
      super(
          "shard %d of job %s needs %d bytes, this worker may use %d"
              .formatted(number, jobId, needed, limit));
    }
  }

  void check(UUID jobId, int number) {
    if (limit.isEmpty()) {
      return;
    }
    OptionalLong needed = database.persistently(() -> shards.memoryBytes(jobId, number));
    if (needed.isPresent() && needed.getAsLong() > limit.getAsLong()) {
      shutdown.pause(PAUSE);
      throw new TooLargeException(jobId, number, needed.getAsLong(), limit.getAsLong());
    }
  }
}
