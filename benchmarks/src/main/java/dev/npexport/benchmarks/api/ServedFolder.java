package dev.npexport.benchmarks.api;

import dev.npexport.benchmarks.BenchFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@code npexport serve} on a folder of its own and a free port of the loopback address. */
record ServedFolder(Process process, URI uri) implements AutoCloseable {

  /** Building comes first where a source is newer than the last build. */
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private static final Duration POLL = Duration.ofMillis(100);
  private static final int STOP_SECONDS = 60;

  /**
   * Starts it and waits until it is ready.
   *
   * @param inputs folders that requests may name
   */
  static ServedFolder start(Path home, Path folder, List<Path> inputs, HttpClient http)
      throws InterruptedException {
    try {
      int port = freePort();
      Path log = folder.resolve("serve.log");
      Files.createDirectories(folder);
      List<String> command =
          new ArrayList<>(
              List.of(
                  home.resolve("npexport").toString(),
                  "serve",
                  "--data-dir",
                  folder.resolve("data").toString(),
                  "--port",
                  Integer.toString(port)));
      for (Path input : inputs) {
        command.addAll(List.of("--input-root", input.toAbsolutePath().toString()));
      }
      ProcessBuilder builder =
          new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
      // Somebody else's token would have to be shown with every request.
      builder.environment().remove("NPEXPORT_API_TOKEN_FILE");
      Process process = builder.start();
      // Ended by a signal, this process closes nothing; the services would go on.
      Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
      ServedFolder served =
          new ServedFolder(process, URI.create("http://127.0.0.1:%d/".formatted(port)));
      served.awaitReady(http, log);
      return served;
    } catch (IOException e) {
      throw new BenchFailure("cannot start npexport serve", e);
    }
  }

  private void awaitReady(HttpClient http, Path log) throws InterruptedException, IOException {
    HttpRequest health = HttpRequest.newBuilder(uri.resolve("q/health/ready")).build();
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (!isReady(http, health)) {
      if (!process.isAlive() || System.nanoTime() > until) {
        close();
        throw new BenchFailure("npexport serve did not start:\n" + Files.readString(log));
      }
      Thread.sleep(POLL);
    }
  }

  private static boolean isReady(HttpClient http, HttpRequest health) throws InterruptedException {
    try {
      return http.send(health, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException nobodyListensYet) {
      return false;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
