package dev.npexport.worker.recovery;

import dev.npexport.model.job.WorkerStore;
import dev.npexport.worker.config.Abilities;
import dev.npexport.worker.config.WorkerIdentity;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.jboss.logging.Logger;

/** Says in a row that this worker is there and what it can do. */
@ApplicationScoped
class Presence {

  private static final Logger LOG = Logger.getLogger(Presence.class);

  private final WorkerStore workers;
  private final WorkerIdentity identity;
  private final Abilities abilities;

  @Inject
  Presence(WorkerStore workers, WorkerIdentity identity, Abilities abilities) {
    this.workers = workers;
    this.identity = identity;
    this.abilities = abilities;
  }

  @Scheduled(
      every = "${npexport.recovery.interval:5s}",
      concurrentExecution = ConcurrentExecution.SKIP)
  void tell() {
    workers.here(identity.name(), abilities.all());
  }

  void stop(@Observes @Priority(3) ShutdownEvent event) {
    try {
      workers.gone(identity.name());
    } catch (RuntimeException e) {
      // The database may be gone before this worker is; its row is forgotten then, too.
      LOG.debugf("the row of this worker grows old instead: %s", e.getMessage());
    }
  }
}
