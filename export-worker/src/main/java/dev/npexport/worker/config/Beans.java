package dev.npexport.worker.config;

import dev.npexport.model.path.DataRoot;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** What services are made of that is not a service itself. */
@ApplicationScoped
class Beans {

  @Produces
  @Singleton
  Clock clock() {
    return Clock.systemUTC();
  }

  @Produces
  @Singleton
  DataRoot dataRoot(WorkerConfig config) {
    return DataRoot.of(config.dataDir(), config.inputRoots().orElse(""));
  }
}
