package dev.npexport.worker.health;

import dev.npexport.model.job.ExportJob;
import dev.npexport.model.job.JobEnded;
import dev.npexport.model.job.ShardStatus;
import dev.npexport.model.job.ShardStore;
import dev.npexport.worker.running.RunningWorks;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Optional;

/** What Prometheus reads: {@code npexport_*}. */
@ApplicationScoped
public class WorkerMetrics {

  private final MeterRegistry registry;

  @Inject
  WorkerMetrics(MeterRegistry registry, RunningWorks works, ShardStore shards) {
    this.registry = registry;
    Gauge.builder("npexport.worker.running", works, RunningWorks::count)
        .description("Shards, plannings and packagings that this worker holds")
        .register(registry);
    for (ShardStatus status : ShardStatus.values()) {
      Gauge.builder(
              "npexport.shards", shards, store -> store.countByStatus().getOrDefault(status, 0L))
          .description("Shards of unfinished jobs by state, over all workers")
          .tag("state", status.wire())
          .register(registry);
    }
  }

  public void timeShard(Runnable work) {
    registry.timer("npexport.shard.duration").record(work);
  }

  public void shardDone(int features) {
    registry.counter("npexport.features").increment(features);
  }

  void jobEnded(@Observes JobEnded ended) {
    ExportJob job = ended.job();
    registry
        .counter(
            "npexport.jobs.ended",
            "status",
            job.status.wire(),
            "code",
            Optional.ofNullable(job.errorCode).orElse(""))
        .increment();
    Optional.ofNullable(job.fileSizeBytes)
        .ifPresent(size -> registry.counter("npexport.archive.bytes").increment(size));
  }
}
