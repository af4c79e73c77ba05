package dev.npexport.worker.health;

import dev.npexport.model.broker.Broker;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

@Readiness
@ApplicationScoped
class BrokerCheck implements HealthCheck {

  private final Broker broker;

  @Inject
  BrokerCheck(Broker broker) {
    this.broker = broker;
  }

  @Override
  public HealthCheckResponse call() {
    Optional<String> trouble = broker.trouble();
    return HealthCheckResponse.named("broker")
        .status(trouble.isEmpty())
        .withData("reason", trouble.orElse("answers"))
        .build();
  }
}
