package dev.npexport.model.job;

import dev.npexport.testkit.SettableClock;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;

public class TestClock {

  public static final SettableClock CLOCK =
      new SettableClock(Instant.parse("2026-03-01T12:00:00Z"));

  @Produces
  @Singleton
  Clock clock() {
    return CLOCK;
  }
}
