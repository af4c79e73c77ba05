package dev.npexport.testkit;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/**
 * RabbitMQ for the application under test where it is installed, else the embedded broker, so that
 * the application starts and the test can say that it is skipped.
 */
public final class RabbitResource implements QuarkusTestResourceLifecycleManager {

  private AutoCloseable server;

  @Override
  public Map<String, String> start() {
    return Map.of(
        "rabbitmq-host", "127.0.0.1",
        "rabbitmq-port", String.valueOf(startServer()),
        "rabbitmq-username", "guest",
        "rabbitmq-password", "guest");
  }

  /** Gives a test's field of type {@link RabbitServer} the server, if it is RabbitMQ. */
  @Override
  public void inject(TestInjector injector) {
    if (server instanceof RabbitServer) {
      injector.injectIntoFields(server, new TestInjector.MatchesType(RabbitServer.class));
    }
  }

  private int startServer() {
    if (RabbitServer.isInstalled()) {
      RabbitServer rabbit = new RabbitServer();
      server = rabbit;
      return rabbit.port();
    }
    MemoryBroker memory = new MemoryBroker();
    server = memory;
    memory.start();
    return memory.port();
  }

  @Override
  public void stop() {
    try {
      if (server != null) {
        server.close();
      }
    } catch (Exception e) {
      throw new IllegalStateException("the broker does not stop", e);
    }
  }
}
