package dev.npexport.api.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A WebSocket client that keeps what it was sent. */
public final class WatchClient implements WebSocket.Listener, AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<JsonNode> events = new ArrayList<>();
  private final StringBuilder part = new StringBuilder();
  private final CompletableFuture<String> closed = new CompletableFuture<>();
  private WebSocket socket;

  public static WatchClient connect(int port, String path) {
    return connect(port, path, Map.of());
  }

  /** Sends these headers beside the usual ones. */
  public static WatchClient connect(int port, String path, Map<String, String> headers) {
    WatchClient client = new WatchClient();
    WebSocket.Builder builder = HttpClient.newHttpClient().newWebSocketBuilder();
    headers.forEach(builder::header);
    client.socket =
        builder
            .buildAsync(URI.create("ws://127.0.0.1:" + port + path), client)
            .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
            .join();
    return client;
  }

  /** Waits for an event that fits. */
  public synchronized JsonNode await(Predicate<JsonNode> fits) {
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      Optional<JsonNode> found = events.stream().filter(fits).findFirst();
      if (found.isPresent()) {
        return found.get();
      }
      long left = (until - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        throw new AssertionError("no such event among " + events);
      }
      try {
        wait(left);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  public JsonNode awaitType(String type) {
    return await(event -> event.path("type").asText().equals(type));
  }

  public synchronized List<JsonNode> events() {
    return List.copyOf(events);
  }

  /** Code and reason with which the server closed. */
  public String awaitClose() {
    return closed.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
  }

  @Override
  public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
    synchronized (this) {
      part.append(data);
      if (last) {
        try {
          events.add(JSON.readTree(part.toString()));
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
        part.setLength(0);
        notifyAll();
      }
    }
    webSocket.request(1);
    return null;
  }

  @Override
  public CompletionStage<?> onClose(WebSocket webSocket, int code, String reason) {
    closed.complete(code + " " + reason);
    return null;
  }

  @Override
  public void close() {
    socket.abort();
  }
}
