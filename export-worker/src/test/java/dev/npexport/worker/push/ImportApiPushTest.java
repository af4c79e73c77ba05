package dev.npexport.worker.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.npexport.worker.running.RunningWork;
import dev.npexport.worker.running.RunningWork.StopReason;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ImportApiPushTest {

  private final AtomicReference<String> asked = new AtomicReference<>();
  private final AtomicReference<String> key = new AtomicReference<>();
  private final RunningWork work = new RunningWork(new UUID(0, 1), "push", new Held());
  private final CountDownLatch silent = new CountDownLatch(1);
  private HttpServer server;
  private int status = 200;
  private String events;
  private boolean silences;

  @BeforeEach
  void start() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          asked.set(exchange.getRequestURI().toString());
          key.set(exchange.getRequestHeaders().getFirst("x-api-key"));
          var body = events.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, silences ? 0 : body.length);
          exchange.getResponseBody().write(body);
          exchange.getResponseBody().flush();
          if (silences) {
            work.stop(StopReason.NOT_OURS);
            awaitEnd();
          }
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    silent.countDown();
    server.stop(0);
  }

  private void awaitEnd() {
    try {
      silent.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
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

  @Test
  @Timeout(30)
  void doesNotWaitForASilentImporterOnceItIsCancelled() {
    events = "data: {\"progress\": 50}\n\n";
    silences = true;
    assertThatThrownBy(this::push).isInstanceOf(RuntimeException.class);
    assertThat(silent.getCount()).as("the importer is still silent").isOne();
  }

  private void push() {
    new ImportApiPush(
            "http://127.0.0.1:%d/".formatted(server.getAddress().getPort()), Optional.of("sk-np-1"))
        .run("tiny", "2-res", work);
  }

  /** Held by this worker, whatever its rows say. */
  private static final class Held implements RunningWork.Rows {
    @Override
    public boolean signOfLife(int done) {
      return true;
    }

    @Override
    public void report(int done) {}
  }
}
