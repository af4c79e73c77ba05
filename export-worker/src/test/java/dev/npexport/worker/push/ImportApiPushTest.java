package dev.npexport.worker.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.npexport.engine.ProgressListener;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ImportApiPushTest {

  private final AtomicReference<String> asked = new AtomicReference<>();
  private final AtomicReference<String> key = new AtomicReference<>();
  private HttpServer server;
  private int status = 200;
  private String events;

  @BeforeEach
  void start() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          asked.set(exchange.getRequestURI().toString());
          key.set(exchange.getRequestHeaders().getFirst("x-api-key"));
          var body = events.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void asksForTheSourceAndFollowsItToItsEnd() {
    events = "data: {\"progress\": 50}\n\nevent: complete\ndata: {}\n\n";
    push();
    assertThat(asked.get()).isEqualTo("/api/admin/import?modelId=tiny&sourceId=2-res");
    assertThat(key.get()).isEqualTo("sk-np-1");
  }

  @Test
  void failsWithTheImportersWordsAlthoughItAnswers200() {
    events =
        "data: {\"progress\": 50}\n\nevent: error\ndata: {\"message\": \"unknown typeName\"}\n\n";
    assertThatThrownBy(this::push).hasMessageContaining("unknown typeName");
  }

  @Test
  void failsWhenTheEventsEndWithoutAnEnd() {
    events = "data: {\"progress\": 50}\n\n";
    assertThatThrownBy(this::push).hasMessageContaining("without saying how");
  }

  @Test
  void failsWhenItIsNotLetIn() {
    status = 401;
    events = "Unauthorized";
    assertThatThrownBy(this::push).hasMessageContaining("401").hasMessageContaining("Unauthorized");
  }

  private void push() {
    new ImportApiPush(
            "http://127.0.0.1:%d/".formatted(server.getAddress().getPort()), Optional.of("sk-np-1"))
        .run("tiny", "2-res", ProgressListener.NONE);
  }
}
