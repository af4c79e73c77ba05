package dev.npexport.api.health;

import dev.npexport.model.job.JobEnded;
import dev.npexport.model.job.QueueStore;
import dev.npexport.model.job.WorkerStore;
import dev.npexport.model.recovery.RecoveryConfig;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** What Prometheus reads of the whole installation; workers tell of their own work. */
@ApplicationScoped
class ExportMetrics {

  private final MeterRegistry registry;
  private final QueueStore queues;
  private final WorkerStore workers;
  private final RecoveryConfig recovery;
  private final Clock clock;

  @Inject
  ExportMetrics(
      MeterRegistry registry,
      QueueStore queues,
      WorkerStore workers,
      RecoveryConfig recovery,
      Clock clock) {
    this.registry = registry;
    this.queues = queues;
    this.workers = workers;
    this.recovery = recovery;
    this.clock = clock;
  }

  void register(@Observes StartupEvent started) {
    age("jobs", queues::oldestJob);
    age("shards", queues::oldestShard);
    Gauge.builder("npexport.workers", () -> present().count())
        .description("Workers that were heard of lately")
        .register(registry);
    Gauge.builder("npexport.worker.memory.max", () -> present().largestMemoryBytes())
        .description("What a shard may need at most, on the worker with the most memory")
        .baseUnit("bytes")
        .register(registry);
  }

  /** Cancellations, and failures that the sweeper of this process found. */
  void jobEnded(@Observes JobEnded ended) {
    registry
        .counter(
            "npexport.jobs.ended",
            "status",
            ended.job().status.wire(),
            "code",
            Optional.ofNullable(ended.job().errorCode).orElse(""))
        .increment();
  }

  private void age(String queue, Supplier<Duration> oldest) {
    Gauge.builder("npexport.queue.age", () -> oldest.get().toMillis() / 1e3)
        .description("How long the oldest job or shard has been waiting for a worker")
        .baseUnit("seconds")
        .tag("queue", queue)
        .register(registry);
  }

  private WorkerStore.Present present() {
    Instant silentSince = clock.instant().minus(recovery.silentAfter());
    return workers.present(silentSince);
  }
}
