package dev.npexport.worker.config;

import dev.npexport.engine.ExportEngine;
import dev.npexport.engine.NpexportEngine;
import dev.npexport.engine.archive.disk.Disk;
import dev.npexport.engine.kernel.ProjectionBackends;
import dev.npexport.engine.plan.ShardPlanner;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The engine of this process. */
@ApplicationScoped
class EngineProducer {

  @Produces
  @Singleton
  ExportEngine engine(WorkerConfig config) {
    int threads =
        config.worker().threads().orElseGet(() -> Runtime.getRuntime().availableProcessors());
    ShardPlanner planner =
        new ShardPlanner(config.worker().shardCost(), config.worker().batchFeatures());
    return new NpexportEngine(ProjectionBackends.choose(), threads, planner, Disk.LOCAL);
  }

  void close(@Disposes ExportEngine engine) {
    if (engine instanceof NpexportEngine open) {
      open.close();
    }
  }
}
