package dev.npexport.worker.shard;

import dev.npexport.model.job.ExportShard;
import dev.npexport.model.job.ShardStore;
import dev.npexport.worker.config.Abilities;
import dev.npexport.worker.running.Shutdown;
import dev.npexport.worker.running.StoppingException;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Fetches shards that were too large for other workers and fit here. */
@ApplicationScoped
class LargeShards {

  private static final Logger LOG = Logger.getLogger(LargeShards.class);

  private final ShardStore shards;
  private final ShardRunner runner;
  private final Abilities abilities;
  private final Shutdown shutdown;

  @Inject
  LargeShards(ShardStore shards, ShardRunner runner, Abilities abilities, Shutdown shutdown) {
    this.shards = shards;
    this.runner = runner;
    this.abilities = abilities;
    this.shutdown = shutdown;
  }

  @Scheduled(
      every = "${npexport.worker.fetch-interval:2s}",
      concurrentExecution = ConcurrentExecution.SKIP)
  void fetch() {
    try {
      Optional<ExportShard.Key> next = next();
      while (next.isPresent() && runner.runIfIdle(next.get().jobId(), next.get().number())) {
        next = next();
      }
    } catch (StoppingException e) {
      LOG.debug("another worker fetches what is left");
    }
  }

  private Optional<ExportShard.Key> next() {
    return shutdown.begun() ? Optional.empty() : shards.waitingFor(abilities.memoryBytes());
  }
}
