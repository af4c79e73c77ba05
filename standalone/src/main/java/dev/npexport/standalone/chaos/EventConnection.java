package dev.npexport.standalone.chaos;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.WebSocket;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** One WebSocket connection, whose events are held against the contract as they come. */
final class EventConnection implements WebSocket.Listener {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final StringBuilder text = new StringBuilder();
  private final Map<String, History> histories = new HashMap<>();
  private final Consumer<String> violations;
  private final Consumer<String> events;
  private final Predicate<String> retried;
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private Optional<WebSocket> socket = Optional.empty();

  /**
   * @param violations hears of what should not have been sent
   * @param events hears every event
   * @param retried whether a job has been retried since it was connected
   */
  EventConnection(Consumer<String> violations, Consumer<String> events, Predicate<String> retried) {
    this.violations = violations;
    this.events = events;
    this.retried = retried;
  }

  /** Whether the server took it. */
  boolean connect(ChaosApi api, URI uri) {
    try {
      socket = Optional.of(api.http().newWebSocketBuilder().buildAsync(uri, this).join());
      return true;
    } catch (CompletionException away) {
      return false;
    }
  }

  /** The close code; empty when it is still open after this long. 1006 for a broken one. */
  Optional<Integer> awaitClose(long millis) throws InterruptedException {
    try {
      return Optional.of(closed.get(millis, TimeUnit.MILLISECONDS));
    } catch (TimeoutException stillOpen) {
      return Optional.empty();
    } catch (java.util.concurrent.ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Whether the end of a job has been told. */
  synchronized boolean ended(String job) {
    return histories.containsKey(job) && histories.get(job).ended();
  }

  void abort() {
    socket.ifPresent(WebSocket::abort);
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    text.append(data);
    if (last) {
      take(text.toString());
      text.setLength(0);
    }
    from.request(1);
    return null;
  }

  private synchronized void take(String message) {
    events.accept(message);
    try {
      JsonNode event = JSON.readTree(message);
      String job = event.path("job_id").asText();
      histories
          .computeIfAbsent(job, id -> new History())
          .add(event, retried.test(job))
          .ifPresent(wrong -> violations.accept("watcher of job " + job + ": " + wrong));
    } catch (JsonProcessingException e) {
      violations.accept("a watcher was sent what is not JSON: " + message);
    }
  }

  @Override
  public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    closed.complete(code);
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable error) {
    closed.complete(1006);
  }
}
