package dev.npexport.testkit;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.qpid.server.SystemLauncher;

/**
 * A real AMQP 0-9-1 broker in memory, on the loopback address. It forgets everything when it stops,
 * and starts again on the same port.
 */
public final class MemoryBroker implements AutoCloseable {

  public static final String USER = "guest";
  public static final String PASSWORD = "guest";

  private final int port;
  private SystemLauncher launcher;

  public MemoryBroker() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    } catch (IOException e) {
      throw new IllegalStateException("no free port", e);
    }
  }

  public int port() {
    return port;
  }

  public synchronized void start() {
    try {
      Path home = Files.createTempDirectory("npexport-test-broker");
      Path configuration = home.resolve("initial-config.json");
      new ObjectMapper().writeValue(configuration.toFile(), configuration());
      Path properties = Files.createFile(home.resolve("system.properties"));
      launcher = new SystemLauncher();
      launcher.startup(
          Map.of(
              "type", "Memory",
              "initialConfigurationLocation", configuration.toUri().toString(),
              "initialSystemPropertiesLocation", properties.toUri().toString(),
              "startupLoggedToSystemOut", "false",
              "context", Map.of("qpid.work_dir", home.toString())));
    } catch (Exception e) {
      throw new IllegalStateException("the test broker does not start", e);
    }
  }

  public synchronized void stop() {
    launcher.shutdown();
  }

  @Override
  public void close() {
    stop();
  }

  private Map<String, Object> configuration() {
    return Map.of(
        "name", "npexport-test",
        "modelVersion", "8.0",
        "context", Map.of("queue.behaviourOnUnknownDeclareArgument", "IGNORE"),
        "authenticationproviders",
            List.of(
                Map.of(
                    "name",
                    "password",
                    "type",
                    "Plain",
                    "secureOnlyMechanisms",
                    List.of(),
                    "users",
                    List.of(Map.of("name", USER, "type", "managed", "password", PASSWORD)))),
        "ports",
            List.of(
                Map.of(
                    "name",
                    "AMQP",
                    "port",
                    port,
                    "bindingAddress",
                    "127.0.0.1",
                    "protocols",
                    List.of("AMQP_0_9_1"),
                    "authenticationProvider",
                    "password",
                    "virtualhostaliases",
                    List.of(Map.of("name", "defaultAlias", "type", "defaultAlias")))),
        "virtualhostnodes",
            List.of(
                Map.of(
                    "name", "default",
                    "type", "Memory",
                    "defaultVirtualHostNode", "true",
                    "virtualHostInitialConfiguration", "{\"type\": \"Memory\"}")));
  }
}
