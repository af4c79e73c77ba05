package dev.npexport.worker.progress;

import dev.npexport.model.broker.Broker;
import dev.npexport.model.broker.BrokerUnavailableException;
import dev.npexport.model.message.JobEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Sends progress in a thread of its own, so that a broker that is away stops nobody. Of a job only
 * the latest event waits: each tells all there is to know.
 */
@ApplicationScoped
public class EventSender {

  private static final Logger LOG = Logger.getLogger(EventSender.class);

  private final Broker broker;
  private final Map<UUID, JobEvent> waiting = new LinkedHashMap<>();
  private boolean stopped;

  @Inject
  EventSender(Broker broker) {
    this.broker = broker;
  }

  /** Sends soon, unless a later event of the job comes first. */
  public void send(JobEvent event) {
    synchronized (waiting) {
      waiting.remove(event.jobId());
      waiting.put(event.jobId(), event);
      waiting.notifyAll();
    }
  }

  /** Drops what waits for a job, whose terminal event tells more. */
  public void drop(UUID jobId) {
    synchronized (waiting) {
      waiting.remove(jobId);
    }
  }

  void start(@Observes StartupEvent event) {
    Thread.ofPlatform().daemon().name("event-sender").start(this::run);
  }

  void stop(@Observes ShutdownEvent event) {
    synchronized (waiting) {
      stopped = true;
      waiting.notifyAll();
    }
  }

  private void run() {
    try {
      while (true) {
        JobEvent event;
        synchronized (waiting) {
          while (waiting.isEmpty() && !stopped) {
            waiting.wait();
          }
          if (stopped) {
            return;
          }
          event = waiting.remove(waiting.keySet().iterator().next());
        }
        publish(event);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void publish(JobEvent event) {
    try {
      broker.event(event);
    } catch (BrokerUnavailableException e) {
      LOG.warnf(
          "watchers do not hear of the progress of job %s for now: %s",
          event.jobId(), e.getMessage());
    }
  }
}
