package dev.npexport.worker.shard;

import dev.npexport.model.job.ShardStore;
import dev.npexport.worker.config.Abilities;
import dev.npexport.worker.failure.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.OptionalLong;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Leaves shards to larger workers that need more memory than this one may use: the row says so, and
 * a worker that has enough fetches it from there. Its message is used up, so that it does not
 * travel back and forth between workers that are too small.
 */
@ApplicationScoped
class ShardFit {

  private static final Logger LOG = Logger.getLogger(ShardFit.class);

  private final ShardStore shards;
  private final Abilities abilities;
  private final Database database;

  @Inject
  ShardFit(ShardStore shards, Abilities abilities, Database database) {
    this.shards = shards;
    this.abilities = abilities;
    this.database = database;
  }

  /** Whether the shard may be computed here; otherwise its row says that it may not. */
  boolean fits(UUID jobId, int number) {
    long limit = abilities.memoryBytes();
    OptionalLong needed = database.persistently(() -> shards.memoryBytes(jobId, number));
    if (needed.isEmpty() || needed.getAsLong() <= limit) {
      return true;
    }
    LOG.warnf(
        "shard %d of job %s needs %d bytes, this worker may use %d: it waits for a larger one",
        number, jobId, needed.getAsLong(), limit);
    database.persistently(() -> shards.tooLarge(jobId, number));
    return false;
  }
}
