package dev.npexport.api.progress;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.websockets.next.CloseReason;
import io.quarkus.websockets.next.HandshakeRequest;
import io.quarkus.websockets.next.UserData;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLSession;

/** A connection whose sending and closing end when the test says so. */
final class FakeConnection implements WebSocketConnection {

  private final ObjectMapper json = new ObjectMapper();
  private final List<JsonNode> texts = new ArrayList<>();
  private final List<String> closings = new ArrayList<>();
  private final Deque<CompletableFuture<Void>> sending = new ArrayDeque<>();
  private final Deque<CompletableFuture<Void>> closing = new ArrayDeque<>();

  /** What was sent, whether or not that has ended. */
  List<JsonNode> texts() {
    return texts;
  }

  /** Codes and reasons. */
  List<String> closings() {
    return closings;
  }

  void sendingEnds() {
    sending.remove().complete(null);
  }

  void breaks(Exception reason) {
    sending.remove().completeExceptionally(reason);
  }

  void closingEnds() {
    closing.remove().complete(null);
  }

  @Override
  public Uni<Void> sendText(String message) {
    return Uni.createFrom()
        .completionStage(
            () -> {
              texts.add(read(message));
              return add(sending);
            });
  }

  @Override
  public Uni<Void> close(CloseReason reason) {
    return Uni.createFrom()
        .completionStage(
            () -> {
              closings.add(reason.getCode() + " " + reason.getMessage());
              return add(closing);
            });
  }

  private static CompletableFuture<Void> add(Deque<CompletableFuture<Void>> waiting) {
    CompletableFuture<Void> future = new CompletableFuture<>();
    waiting.add(future);
    return future;
  }

  private JsonNode read(String message) {
    try {
      return json.readTree(message);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("not JSON: " + message, e);
    }
  }

  @Override
  public String id() {
    return "fake";
  }

  @Override
  public String pathParam(String name) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean isSecure() {
    return false;
  }

  @Override
  public SSLSession sslSession() {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean isClosed() {
    return !closings.isEmpty() && closing.isEmpty();
  }

  @Override
  public CloseReason closeReason() {
    throw new UnsupportedOperationException();
  }

  @Override
  public HandshakeRequest handshakeRequest() {
    throw new UnsupportedOperationException();
  }

  @Override
  public String subprotocol() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Instant creationTime() {
    return Instant.EPOCH;
  }

  @Override
  public UserData userData() {
    throw new UnsupportedOperationException();
  }

  @Override
  public <M> Uni<Void> sendText(M message) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Uni<Void> sendBinary(Buffer message) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Uni<Void> sendPing(Buffer data) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Uni<Void> sendPong(Buffer data) {
    throw new UnsupportedOperationException();
  }

  @Override
  public String endpointId() {
    throw new UnsupportedOperationException();
  }

  @Override
  public BroadcastSender broadcast() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Set<WebSocketConnection> getOpenConnections() {
    return Set.of(this);
  }
}
