package dev.npexport.api.start;

import dev.npexport.api.NpexportConfig;
import dev.npexport.engine.ExportEngine;
import dev.npexport.engine.NpexportEngine;
import dev.npexport.model.path.DataRoot;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
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

  /** Looks at inputs; what computes products is loaded only if something is to be computed. */
  @Produces
  @ApplicationScoped
  ExportEngine engine() {
    return new NpexportEngine(new LazyBackend(), Runtime.getRuntime().availableProcessors());
  }

  void close(@Disposes ExportEngine engine) {
    if (engine instanceof NpexportEngine open) {
      open.close();
    }
  }

  @Produces
  @Singleton
  DataRoot dataRoot(NpexportConfig config) {
    return DataRoot.of(config.dataDir(), config.inputRoots().orElse(""));
  }
}
