package dev.npexport.standalone.launch;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Waits until a service says that it is ready. */
public final class Health {

  private static final Duration STEP = Duration.ofMillis(50);

  /**
   * A start takes seconds, and minutes where other programs want all cores: the worker's priority
   * is low.
   */
  private static final Duration LIMIT = Duration.ofMinutes(5);

  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

  /** Returns when it is ready; fails when it ends first or takes too long. */
  public void await(ServiceProcess service, int port) throws InterruptedException {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (!isReady(port)) {
      if (!service.isAlive()) {
        throw new LaunchException(service.lastWords());
      }
      if (System.nanoTime() > deadline) {
        throw new LaunchException(
            "%s was not ready within %d s".formatted(service.name(), LIMIT.toSeconds()));
      }
      Thread.sleep(STEP);
    }
  }

  private boolean isReady(int port) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/q/health/ready"))
            .timeout(Duration.ofSeconds(5))
            .build();
    try {
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException notListeningYet) {
      return false;
    }
  }
}
