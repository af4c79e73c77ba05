package dev.npexport.testkit;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** A {@link MemoryBroker} for the application under test. */
public final class BrokerResource implements QuarkusTestResourceLifecycleManager {

  private MemoryBroker broker;

  @Override
  public Map<String, String> start() {
    broker = new MemoryBroker();
    broker.start();
    return Map.of(
        "rabbitmq-host",
        "127.0.0.1",
        "rabbitmq-port",
        String.valueOf(broker.port()),
        "rabbitmq-username",
        MemoryBroker.USER,
        "rabbitmq-password",
        MemoryBroker.PASSWORD);
  }

  /** Gives a test's field of type {@link MemoryBroker} the broker, to stop and start it. */
  @Override
  public void inject(TestInjector injector) {
    injector.injectIntoFields(broker, new TestInjector.MatchesType(MemoryBroker.class));
  }

  @Override
  public void stop() {
    if (broker != null) {
      broker.close();
    }
  }
}
