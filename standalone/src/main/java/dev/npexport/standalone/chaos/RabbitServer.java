package dev.npexport.standalone.chaos;

import dev.npexport.standalone.launch.DataFolder;
import dev.npexport.standalone.launch.LaunchException;
import dev.npexport.standalone.launch.Ports;
import dev.npexport.standalone.launch.Watchdog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The distribution's RabbitMQ on the loopback address, with all it keeps in the data folder. */
final class RabbitServer implements BrokerServer {

  private static final long LIMIT_SECONDS = 90;
  private static final List<Path> PLACES =
      List.of(
          Path.of("/usr/lib/rabbitmq/bin/rabbitmq-server"),
          Path.of("/opt/rabbitmq/sbin/rabbitmq-server"),
          Path.of("/opt/homebrew/sbin/rabbitmq-server"));

  private final Path program;
  private final Path home;
  private final Watchdog watchdog;
  private final int port = Ports.free();
  private final int distributionPort = Ports.free();
  private final int portMapperPort = Ports.free();
  private Process process;

  RabbitServer(Path program, DataFolder folder, Watchdog watchdog) {
    this.program = program;
    this.home = folder.system().resolve("rabbitmq");
    this.watchdog = watchdog;
  }

  /** Where it is installed, if it is. */
  static Optional<Path> installed() {
    return PLACES.stream().filter(Files::isExecutable).findFirst();
  }

  @Override
  public String name() {
    return "rabbitmq";
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public String user() {
    return "guest"; // RabbitMQ's own, which it lets in over the loopback address only
  }

  @Override
  public String password() {
    return "guest";
  }

  @Override
  public void start() throws InterruptedException {
    try {
      Files.createDirectories(home);
      ProcessBuilder builder = new ProcessBuilder(program.toString());
      builder.environment().putAll(environment());
      builder.redirectErrorStream(true);
      builder.redirectOutput(ProcessBuilder.Redirect.appendTo(home.resolve("output.log").toFile()));
      process = builder.start();
      watchdog.watch(process.pid());
    } catch (IOException e) {
      throw new LaunchException("RabbitMQ does not start: " + e, e);
    }
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
    while (!Ports.isListening(port)) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        throw new LaunchException("RabbitMQ does not listen; see " + home.resolve("output.log"));
      }
      Thread.sleep(100);
    }
  }

  private Map<String, String> environment() {
    return Map.ofEntries(
        Map.entry("HOME", home.toString()),
        Map.entry("RABBITMQ_NODENAME", "npexport-chaos-" + port + "@localhost"),
        Map.entry("RABBITMQ_NODE_IP_ADDRESS", "127.0.0.1"),
        Map.entry("RABBITMQ_NODE_PORT", String.valueOf(port)),
        Map.entry("RABBITMQ_DIST_PORT", String.valueOf(distributionPort)),
        Map.entry("RABBITMQ_MNESIA_BASE", home.resolve("data").toString()),
        Map.entry("RABBITMQ_LOG_BASE", home.resolve("log").toString()),
        Map.entry("RABBITMQ_PID_FILE", home.resolve("pid").toString()),
        Map.entry("RABBITMQ_ENABLED_PLUGINS_FILE", home.resolve("plugins").toString()),
        Map.entry("RABBITMQ_CONFIG_FILE", home.resolve("none").toString()),
        Map.entry("ERL_EPMD_ADDRESS", "127.0.0.1"),
        Map.entry("ERL_EPMD_PORT", String.valueOf(portMapperPort)));
  }

  @Override
  public void kill() throws InterruptedException {
    List<ProcessHandle> all =
        Stream.concat(Stream.of(process.toHandle()), process.descendants()).toList();
    all.forEach(ProcessHandle::destroyForcibly);
    for (ProcessHandle one : all) {
      one.onExit().join();
    }
    watchdog.forget(process.pid());
  }

  /** Its port mapper refuses to go until it has noticed that the server is gone. */
  @Override
  public void stop() throws InterruptedException {
    kill();
    for (int attempt = 0; attempt < 50 && !endPortMapper(); attempt++) {
      Thread.sleep(100);
    }
  }

  private boolean endPortMapper() throws InterruptedException {
    try {
      ProcessBuilder builder = new ProcessBuilder("epmd", "-kill").redirectErrorStream(true);
      builder.environment().put("ERL_EPMD_PORT", String.valueOf(portMapperPort));
      Process end = builder.start();
      String answer = new String(end.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      end.waitFor();
      return answer.contains("Killed") || answer.contains("Cannot connect");
    } catch (IOException e) {
      throw new LaunchException("RabbitMQ's port mapper does not stop: " + e, e);
    }
  }
}
