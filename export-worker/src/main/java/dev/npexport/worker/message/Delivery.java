package dev.npexport.worker.message;

import dev.npexport.worker.running.Shutdown;
import dev.npexport.worker.running.StoppingException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * Handles one delivered message. Returning acknowledges it, throwing gives it back to the broker,
 * which delivers it again at once: so a failure that no row could be told waits first.
 */
@ApplicationScoped
public class Delivery {

  private static final Logger LOG = Logger.getLogger(Delivery.class);
  private static final Duration PAUSE = Duration.ofSeconds(2);

  private final Shutdown shutdown;

  @Inject
  Delivery(Shutdown shutdown) {
    this.shutdown = shutdown;
  }

  public void handle(Runnable work) {
    if (shutdown.begun()) {
      throw new StoppingException();
    }
    try {
      work.run();
    } catch (StoppingException e) {
      throw e;
    } catch (
        RuntimeException e) { // told and thrown on: whatever it is, the message must come again
      LOG.error("a message could not be handled; it comes again", e);
      shutdown.pause(PAUSE);
      throw e;
    }
  }
}
