package dev.npexport.api.progress;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.npexport.model.message.JobEvent;
import io.quarkus.websockets.next.CloseReason;
import io.quarkus.websockets.next.WebSocketConnection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/** A connection that is sent the events of one job, or of all. */
final class Subscription {

  private static final Logger LOG = Logger.getLogger(Subscription.class);

  private final WebSocketConnection connection;
  private final Optional<UUID> job;
  private final ObjectMapper json;
  private final Watcher watcher = new Watcher();

  Subscription(WebSocketConnection connection, Optional<UUID> job, ObjectMapper json) {
    this.connection = connection;
    this.job = job;
    this.json = json;
  }

  /** The one job it is about; empty for all. */
  Optional<UUID> job() {
    return job;
  }

  void open(List<JobEvent> states) {
    watcher.open(states);
    drain();
  }

  void offer(JobEvent event) {
    if (job.map(event.jobId()::equals).orElse(true)) {
      watcher.offer(event);
      drain();
    }
  }

  private void drain() {
    watcher.next().ifPresent(this::send);
  }

  private void send(JobEvent event) {
    connection
        .sendText(text(event))
        .subscribe()
        .with(
            done -> {
              if (job.isPresent() && event.status().isTerminal()) {
                end(event); // for the watcher its sending never ends, so that nothing follows it
              } else {
                watcher.sent();
                drain();
              }
            },
            failure -> LOG.debugf("watcher %s is gone: %s", connection.id(), failure.getMessage()));
  }

  /** Nothing follows the end of a job; who retries it connects again. */
  private void end(JobEvent event) {
    connection
        .close(new CloseReason(CloseReason.NORMAL.getCode(), event.status().wire()))
        .subscribe()
        .with(done -> {}, failure -> LOG.debugf("closing %s: %s", connection.id(), failure));
  }

  private String text(JobEvent event) {
    try {
      return json.writeValueAsString(event);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an event that cannot be written as JSON", e);
    }
  }
}
