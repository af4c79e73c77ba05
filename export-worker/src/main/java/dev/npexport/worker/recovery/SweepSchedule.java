package dev.npexport.worker.recovery;

import dev.npexport.model.recovery.Sweeper;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Sweeps from workers, too, so that jobs end while the API is away. */
@ApplicationScoped
class SweepSchedule {

  private final Sweeper sweeper;

  @Inject
  SweepSchedule(Sweeper sweeper) {
    this.sweeper = sweeper;
  }

  @Scheduled(
      every = "${npexport.recovery.interval:5s}",
      concurrentExecution = ConcurrentExecution.SKIP)
  void sweep() {
    sweeper.sweep();
  }
}
