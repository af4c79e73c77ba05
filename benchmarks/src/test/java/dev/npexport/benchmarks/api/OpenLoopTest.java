package dev.npexport.benchmarks.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class OpenLoopTest {

  private final AtomicInteger number = new AtomicInteger();
  private final CountDownLatch fiftyCame = new CountDownLatch(50);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private HttpServer server;
  private URI base;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
    server.setExecutor(threads);
    server.createContext(
        "/late",
        exchange -> {
          fiftyCame.countDown();
          try {
            fiftyCame.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          answer(exchange, 200);
        });
    server.createContext(
        "/each",
        exchange -> {
          switch (number.getAndIncrement()) {
            case 0 -> answer(exchange, 503);
            case 1 -> exchange.close();
            default -> answer(exchange, 200);
          }
        });
    server.start();
    base = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  @AfterEach
  void stop() {
    server.stop(0);
    threads.shutdownNow();
  }

  private static void answer(com.sun.net.httpserver.HttpExchange exchange, int status)
      throws IOException {
    byte[] body = "answer".getBytes();
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Test
  void takesTheTimeThatAShareOfTheRequestsNeeded() {
    Latencies latencies =
        Latencies.of(LongStream.rangeClosed(1, 1_000).map(i -> (1_001 - i) * 1_000_000).toArray());
    assertThat(latencies.millis(0.5)).isEqualTo(500, within(1e-9));
    assertThat(latencies.millis(0.99)).isEqualTo(990, within(1e-9));
    assertThat(latencies.millis(1)).isEqualTo(1_000, within(1e-9));
  }

  @Test
  void sendsOnWhileNothingIsAnswered() {
    OpenLoop.Outcome outcome = OpenLoop.run(base, () -> "/late", 1_000, Duration.ofMillis(50));
    assertThat(outcome.failures()).isEmpty();
    assertThat(outcome.latencies().sorted()).hasSize(50).isSorted();
  }

  @Test
  void countsWhatFailsByItsKind() {
    OpenLoop.Outcome outcome = OpenLoop.run(base, () -> "/each", 100, Duration.ofMillis(100));
    assertThat(outcome.failures())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "status 503", 1, "java.io.EOFException: closed before the answer was complete", 1));
    assertThat(outcome.failed()).isEqualTo(2);
  }
}
