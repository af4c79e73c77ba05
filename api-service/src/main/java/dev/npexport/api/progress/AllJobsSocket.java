package dev.npexport.api.progress;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.websockets.next.OnClose;
import io.quarkus.websockets.next.OnOpen;
import io.quarkus.websockets.next.WebSocket;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import java.util.Optional;

/** The events of all jobs: on connect the state of each that has not ended, then what happens. */
@WebSocket(path = "/ws/neuronpedia/exports")
public class AllJobsSocket {

  private final ProgressHub hub;
  private final JobStates states;
  private final ObjectMapper json;

  @Inject
  AllJobsSocket(ProgressHub hub, JobStates states, ObjectMapper json) {
    this.hub = hub;
    this.states = states;
    this.json = json;
  }

  @OnOpen
  @RunOnVirtualThread
  void open(WebSocketConnection connection) {
    Subscription subscription = new Subscription(connection, Optional.empty(), json);
    hub.add(connection.id(), subscription);
    subscription.open(states.alive());
  }

  @OnClose
  void close(WebSocketConnection connection) {
    hub.remove(connection.id());
  }
}
