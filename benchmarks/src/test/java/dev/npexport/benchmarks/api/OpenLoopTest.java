package dev.npexport.benchmarks.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class OpenLoopTest {

  @Test
  void takesTheTimeThatAShareOfTheRequestsNeeded() {
    Latencies latencies =
        Latencies.of(LongStream.rangeClosed(1, 1_000).map(i -> (1_001 - i) * 1_000_000).toArray());
    assertThat(latencies.millis(0.5)).isEqualTo(500, within(1e-9));
    assertThat(latencies.millis(0.99)).isEqualTo(990, within(1e-9));
    assertThat(latencies.millis(1)).isEqualTo(1_000, within(1e-9));
  }

  @Test
  void sendsOnWhileNothingIsAnswered() {
    CountDownLatch allSent = new CountDownLatch(50);
    OpenLoop.Outcome outcome =
        OpenLoop.run(
            1_000,
            Duration.ofMillis(50),
            () -> {
              allSent.countDown();
              return allSent.await(30, TimeUnit.SECONDS)
                  ? Optional.empty()
                  : Optional.of("not all were sent");
            });
    assertThat(outcome.failed()).isZero();
    assertThat(outcome.latencies().sorted()).hasSize(50).isSorted();
  }

  @Test
  void countsWhatFailsByItsKind() {
    AtomicInteger number = new AtomicInteger();
    OpenLoop.Outcome outcome =
        OpenLoop.run(
            1_000,
            Duration.ofMillis(10),
            () ->
                switch (number.getAndIncrement()) {
                  case 0 -> Optional.of("503");
                  case 1 -> throw new IOException("gone");
                  default -> Optional.empty();
                });
    assertThat(outcome.failures())
        .containsExactlyInAnyOrderEntriesOf(Map.of("503", 1, "java.io.IOException: gone", 1));
  }
}
