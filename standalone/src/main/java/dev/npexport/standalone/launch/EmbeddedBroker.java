package dev.npexport.standalone.launch;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.qpid.server.SystemLauncher;

/**
 * An AMQP 0-9-1 broker (Apache Qpid Broker-J) inside this process, on the loopback address, with
 * its queues and messages kept on disk.
 *
 * <p>Queue arguments that only RabbitMQ knows are ignored instead of closing the connection, so
 * that the services declare the same queues on both.
 */
public final class EmbeddedBroker implements AutoCloseable {

  private final SystemLauncher launcher;

  private EmbeddedBroker(SystemLauncher launcher) {
    this.launcher = launcher;
  }

  /** Starts it; returns when its port answers. */
  public static EmbeddedBroker start(DataFolder folder, InstanceSettings settings) {
    Path home = folder.system().resolve("broker");
    // Derby, which keeps the queues, would write its log into the folder the command was called in.
    System.setProperty("derby.stream.error.file", home.resolve("derby.log").toString());
    SystemLauncher launcher = new SystemLauncher();
    try {
      Files.createDirectories(home);
      Path configuration = PrivateFiles.create(home.resolve("initial-config.json"));
      new ObjectMapper().writeValue(configuration.toFile(), configuration(home, settings));
      Path properties = home.resolve("system.properties");
      Files.writeString(properties, "");
      // File addresses: the broker's own "classpath:" ones fail inside nested jars.
      launcher.startup(
          Map.of(
              "type", "Memory",
              "initialConfigurationLocation", configuration.toUri().toString(),
              "initialSystemPropertiesLocation", properties.toUri().toString(),
              "startupLoggedToSystemOut", "false",
              "context", Map.of("qpid.work_dir", home.toString())));
    } catch (Exception e) { // what the broker's start declares
      throw new LaunchException("the embedded broker does not start: " + e, e);
    }
    if (Ports.isFree(settings.brokerPort())) {
      launcher.shutdown();
      throw new LaunchException(
          "the embedded broker does not listen on its port; see " + folder.log("launcher"));
    }
    return new EmbeddedBroker(launcher);
  }

  @Override
  public void close() {
    launcher.shutdown();
  }

  /** The broker's own settings are made anew at each start; its virtual host is kept on disk. */
  private static Map<String, Object> configuration(Path home, InstanceSettings settings) {
    return Map.of(
        "name",
        "npexport",
        "modelVersion",
        "8.0",
        "context",
        Map.of("queue.behaviourOnUnknownDeclareArgument", "IGNORE"),
        "authenticationproviders",
        List.of(
            Map.of(
                "name",
                "password",
                "type",
                "Plain",
                // Loopback only, so the password does not cross a network.
                "secureOnlyMechanisms",
                List.of(),
                "users",
                List.of(
                    Map.of(
                        "name",
                        InstanceSettings.USER,
                        "type",
                        "managed",
                        "password",
                        settings.brokerPassword())))),
        "ports",
        List.of(
            Map.of(
                "name",
                "AMQP",
                "port",
                settings.brokerPort(),
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
                "name",
                "default",
                "type",
                "DERBY",
                "storePath",
                home.resolve("store").toString(),
                "defaultVirtualHostNode",
                "true",
                "virtualHostInitialConfiguration",
                "{\"type\": \"ProvidedStore\"}")));
  }
}
