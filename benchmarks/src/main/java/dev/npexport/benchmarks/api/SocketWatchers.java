package dev.npexport.benchmarks.api;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;

/** WebSockets that watch all jobs, and count what they are told. */
final class SocketWatchers implements WebSocket.Listener, AutoCloseable {

  private final AtomicLong events = new AtomicLong();
  private final List<WebSocket> sockets = new ArrayList<>();

  static SocketWatchers open(HttpClient http, URI base, int count) {
    SocketWatchers watchers = new SocketWatchers();
    URI address =
        URI.create(base.resolve("ws/neuronpedia/exports").toString().replaceFirst("^http", "ws"));
    for (int i = 0; i < count; i++) {
      watchers.sockets.add(http.newWebSocketBuilder().buildAsync(address, watchers).join());
    }
    return watchers;
  }

  long events() {
    return events.get();
  }

  /** How many are still connected. */
  long connected() {
    return sockets.stream().filter(socket -> !socket.isInputClosed()).count();
  }

  @Override
  public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
    if (last) {
      events.incrementAndGet();
    }
    socket.request(1);
    return null;
  }

  @Override
  public void close() {
    sockets.forEach(WebSocket::abort);
  }
}
