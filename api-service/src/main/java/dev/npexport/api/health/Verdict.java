package dev.npexport.api.health;

import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** A health answer with the reason when it is down. */
final class Verdict {

  private Verdict() {}

  static HealthCheckResponse of(String name, Optional<String> trouble) {
    return trouble
        .map(reason -> HealthCheckResponse.named(name).down().withData("reason", reason).build())
        .orElseGet(() -> HealthCheckResponse.up(name));
  }
}
