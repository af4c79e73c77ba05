package dev.npexport.testkit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** The distribution's RabbitMQ, on the loopback address, with everything it keeps in one folder. */
public final class RabbitServer implements AutoCloseable {

  private static final Path PROGRAM = Path.of("/usr/lib/rabbitmq/bin/rabbitmq-server");
  private static final Path CONTROL = PROGRAM.resolveSibling("rabbitmqctl");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final int port = freePort();
  private final int portMapperPort = freePort();
  private final Process process;
  private final Path home;

  public RabbitServer() {
    try {
      home = Files.createTempDirectory("npexport-test-rabbitmq");
      ProcessBuilder builder = new ProcessBuilder(PROGRAM.toString());
      builder
          .environment()
          .putAll(
              Map.ofEntries(
                  Map.entry("HOME", home.toString()),
                  Map.entry("RABBITMQ_NODENAME", node()),
                  Map.entry("RABBITMQ_NODE_IP_ADDRESS", "127.0.0.1"),
                  Map.entry("RABBITMQ_NODE_PORT", String.valueOf(port)),
                  Map.entry("RABBITMQ_DIST_PORT", String.valueOf(freePort())),
                  Map.entry("RABBITMQ_MNESIA_BASE", home.resolve("data").toString()),
                  Map.entry("RABBITMQ_LOG_BASE", home.resolve("log").toString()),
                  Map.entry("RABBITMQ_PID_FILE", home.resolve("pid").toString()),
                  Map.entry("RABBITMQ_ENABLED_PLUGINS_FILE", home.resolve("plugins").toString()),
                  Map.entry("RABBITMQ_CONFIG_FILE", home.resolve("none").toString()),
                  Map.entry("ERL_EPMD_ADDRESS", "127.0.0.1"),
                  Map.entry("ERL_EPMD_PORT", String.valueOf(portMapperPort))));
      builder.redirectErrorStream(true).redirectOutput(home.resolve("output").toFile());
      process = builder.start();
      awaitPort(home);
    } catch (IOException e) {
      throw new IllegalStateException("RabbitMQ does not start", e);
    }
  }

  /** Whether this machine has it. */
  public static boolean isInstalled() {
    return Files.isExecutable(PROGRAM);
  }

  public int port() {
    return port;
  }

  /** What kind of queue each queue is, by name: classic or quorum. */
  public Map<String, String> queueTypes() throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            CONTROL.toString(), "--silent", "-n", node(), "list_queues", "name", "type");
    builder.environment().put("HOME", home.toString());
    builder.environment().put("ERL_EPMD_PORT", String.valueOf(portMapperPort));
    Process control = builder.redirectErrorStream(true).start();
    String answer = new String(control.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!answer.contains("\t")) {
      throw new IOException("rabbitmqctl lists no queue: " + answer);
    }
    return answer
        .lines()
        .map(line -> line.split("\t"))
        .filter(columns -> columns.length == 2)
        .collect(Collectors.toMap(columns -> columns[0], columns -> columns[1]));
  }

  private String node() {
    return "npexport-test-" + port + "@localhost";
  }

  private void awaitPort(Path home) throws IOException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end && process.isAlive()) {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
        return;
      } catch (IOException e) {
        pause(); // not yet
      }
    }
    close();
    throw new IOException("no answer on port " + port + ", see " + home.resolve("output"));
  }

  private static void pause() {
    try {
      Thread.sleep(100);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends the server and the port mapper that it started. */
  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    try {
      process.waitFor(10, TimeUnit.SECONDS);
      // the port mapper refuses to go until it has noticed that the server is gone
      for (int attempt = 0; attempt < 50 && !endPortMapper(); attempt++) {
        Thread.sleep(100);
      }
    } catch (IOException e) {
      throw new IllegalStateException("RabbitMQ's port mapper does not stop", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean endPortMapper() throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder("epmd", "-kill").redirectErrorStream(true);
    builder.environment().put("ERL_EPMD_PORT", String.valueOf(portMapperPort));
    Process end = builder.start();
    String answer = new String(end.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    end.waitFor();
    return answer.contains("Killed") || answer.contains("Cannot connect");
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new IllegalStateException("no free port", e);
    }
  }
}
