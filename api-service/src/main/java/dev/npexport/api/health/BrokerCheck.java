package dev.npexport.api.health;

import dev.npexport.model.broker.Broker;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** New exports need the broker. */
@Readiness
class BrokerCheck implements HealthCheck {

  private final Broker broker;

  @Inject
  BrokerCheck(Broker broker) {
    this.broker = broker;
  }

  @Override
  public HealthCheckResponse call() {
    return Verdict.of("broker", broker.trouble());
  }
}
