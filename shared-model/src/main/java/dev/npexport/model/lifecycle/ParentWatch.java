package dev.npexport.model.lifecycle;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Ends this process when the one that started it is gone: standard input is a pipe from the parent,
 * and its end is the parent's end, however that came about. Only with {@code
 * NPEXPORT_EXIT_WITH_PARENT=true}.
 */
@ApplicationScoped
class ParentWatch {

  private static final Logger LOG = Logger.getLogger(ParentWatch.class);
  private static final Duration GRACE = Duration.ofSeconds(8);

  private final boolean enabled;

  @Inject
  ParentWatch(
      @ConfigProperty(name = "npexport.exit-with-parent", defaultValue = "false") boolean enabled) {
    this.enabled = enabled;
  }

  void start(@Observes StartupEvent started) {
    if (enabled) {
      watch(System.in, Quarkus::asyncExit, () -> Runtime.getRuntime().halt(1), GRACE);
    }
  }

  /** Waits in a thread for the end of {@code input}, then asks to exit and, after that, insists. */
  static Thread watch(InputStream input, Runnable exit, Runnable halt, Duration grace) {
    return Thread.ofPlatform()
        .daemon()
        .name("parent-watch")
        .start(
            () -> {
              awaitEnd(input);
              LOG.info("the parent process is gone: stopping");
              exit.run();
              try {
                Thread.sleep(grace);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              halt.run();
            });
  }

  private static void awaitEnd(InputStream input) {
    byte[] ignored = new byte[64];
    try {
      int read = 0;
      while (read >= 0) {
        read = input.read(ignored);
      }
    } catch (IOException e) {
      LOG.debug("a pipe that breaks has ended, too", e);
    }
  }
}
