package dev.npexport.worker.health;

import dev.npexport.model.job.ExportJob;
import dev.npexport.model.job.JobEnded;
import dev.npexport.model.job.ShardStatus;
import dev.npexport.model.job.ShardStore;
import dev.npexport.worker.running.RunningWorks;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Optional;

/**
 * What Prometheus reads: {@code npexport_*}. It is there from the start, counters at 0: an alert on
 * what does not grow needs something that could.
 */
@Startup
@ApplicationScoped
public class WorkerMetrics {

  private final MeterRegistry registry;
  private final Timer shardDuration;
  private final Counter features;
  private final Counter archiveBytes;

  @Inject
  WorkerMetrics(MeterRegistry registry, RunningWorks works, ShardStore shards) {
    this.registry = registry;
    // by suppliers, which a gauge holds: an object that nobody else holds would be gone by and by
    Gauge.builder("npexport.worker.running", works::count)
        .description("Shards, plannings and packagings that this worker holds")
        .register(registry);
    for (ShardStatus status : ShardStatus.values()) {
      Gauge.builder("npexport.shards", () -> shards.countByStatus().getOrDefault(status, 0L))
          .description("Shards of unfinished jobs by state, over all workers")
          .tag("state", status.wire())
          .register(registry);
    }
    shardDuration = registry.timer("npexport.shard.duration");
    features = registry.counter("npexport.features");
    archiveBytes = registry.counter("npexport.archive.bytes");
  }

  public void timeShard(Runnable work) {
    shardDuration.record(work);
  }

  public void shardDone(int features) {
    this.features.increment(features);
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
    Optional.ofNullable(job.fileSizeBytes).ifPresent(archiveBytes::increment);
  }
}
