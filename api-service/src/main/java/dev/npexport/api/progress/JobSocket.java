package dev.npexport.api.progress;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.npexport.model.message.JobEvent;
import io.quarkus.websockets.next.CloseReason;
import io.quarkus.websockets.next.OnClose;
import io.quarkus.websockets.next.OnOpen;
import io.quarkus.websockets.next.PathParam;
import io.quarkus.websockets.next.WebSocket;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The events of one job: its state on connect, then what happens, then its end, after which the
 * connection is closed with 1000. A job that does not exist: closed with 4404.
 */
@WebSocket(path = "/ws/neuronpedia/export/{id}")
public class JobSocket {

  /** Close code for a job that does not exist. */
  static final CloseReason NOT_FOUND = new CloseReason(4404, "export_not_found");

  private final ProgressHub hub;
  private final JobStates states;
  private final ObjectMapper json;

  @Inject
  JobSocket(ProgressHub hub, JobStates states, ObjectMapper json) {
    this.hub = hub;
    this.states = states;
    this.json = json;
  }

  @OnOpen
  @RunOnVirtualThread
  void open(WebSocketConnection connection, @PathParam("id") String id) {
    Optional<UUID> job = parse(id);
    if (job.isEmpty()) {
      connection.closeAndAwait(NOT_FOUND);
      return;
    }
    Subscription subscription = new Subscription(connection, job, json);
    // Before the row is read, so that nothing that happens in between is missed.
    hub.add(connection.id(), subscription);
    Optional<JobEvent> state = states.of(job.orElseThrow());
    if (state.isEmpty()) {
      hub.remove(connection.id());
      connection.closeAndAwait(NOT_FOUND);
      return;
    }
    subscription.open(List.of(state.orElseThrow()));
  }

  @OnClose
  void close(WebSocketConnection connection) {
    hub.remove(connection.id());
  }

  private static Optional<UUID> parse(String id) {
    try {
      return Optional.of(UUID.fromString(id));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
