package dev.npexport.worker.running;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Knows whether the worker is asked to stop. */
@ApplicationScoped
public class Shutdown {

  private final CountDownLatch begun = new CountDownLatch(1);

  void stop(@Observes @Priority(1) ShutdownEvent event) {
    begin();
  }

  /** From now on the worker stops. */
  public void begin() {
    begun.countDown();
  }

  public boolean begun() {
    return begun.getCount() == 0;
  }

  /**
   * Waits.
   *
   * @throws StoppingException when the worker is asked to stop meanwhile
   */
  public void pause(Duration duration) {
    try {
      if (begun.await(duration.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new StoppingException();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoppingException();
    }
  }
}
