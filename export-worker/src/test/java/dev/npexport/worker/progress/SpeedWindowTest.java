package dev.npexport.worker.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class SpeedWindowTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final SpeedWindow window = new SpeedWindow();

  @Test
  void knowsNoSpeedAtFirst() {
    assertThat(window.add(START, 100)).isEmpty();
  }

  @Test
  void countsFromWhenItFirstHeard() {
    window.add(START, 100);
    assertThat(window.add(START.plusSeconds(2), 150)).hasValue(25);
  }

  @Test
  void forgetsWhatIsOlderThanTenSeconds() {
    window.add(START, 0);
    for (var second = 1; second <= 20; second++) {
      window.add(START.plusSeconds(second), second * 1000);
    }
    var last = window.add(START.plusSeconds(30), 20_100);
    assertThat(last).hasValue(10);
  }
}
