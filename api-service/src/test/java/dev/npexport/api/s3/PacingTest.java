package dev.npexport.api.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PacingTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void letsAnOrdinaryExportThroughAtOnce() {
    Pacing pacing = new Pacing();
    for (int i = 0; i < Pacing.MOST; i++) {
      assertThat(pacing.wait(START, 45)).isEqualTo(Duration.ZERO);
    }
  }

  @Test
  void makesTheNextOneWaitUntilTheFirstConnectionIsClosed() {
    Pacing pacing = new Pacing();
    for (int i = 0; i < Pacing.MOST; i++) {
      pacing.wait(START, 45);
    }
    assertThat(pacing.wait(START.plusSeconds(4), 45)).isEqualTo(Pacing.WINDOW.minusSeconds(4));
    assertThat(pacing.wait(START.plusSeconds(60), 45)).isEqualTo(Duration.ZERO);
  }

  @Test
  void spreadsTheFilesOfALargeFolder() {
    Pacing pacing = new Pacing();
    assertThat(pacing.wait(START, 300)).isEqualTo(Duration.ZERO);
    assertThat(pacing.wait(START, 300)).isEqualTo(Pacing.SPACING);
    assertThat(pacing.wait(START, 300)).isEqualTo(Pacing.SPACING.multipliedBy(2));
    assertThat(pacing.wait(START.plus(Pacing.WINDOW), 300)).isEqualTo(Duration.ZERO);
  }

  @Test
  void keepsAnImporterBelowTheDefaultOfPostgres() {
    Random random = new Random(7);
    Pacing pacing = new Pacing();
    List<Instant> closed = new ArrayList<>();
    Instant now = START;
    for (int file = 0; file < 1_000; file++) {
      now = now.plus(pacing.wait(now, file < 500 ? 500 : 45)).plusMillis(random.nextInt(200));
      Instant read = now;
      closed.removeIf(end -> !end.isAfter(read));
      closed.add(now.plusSeconds(10));
      assertThat(closed).as("open connections after file %d", file).hasSizeLessThanOrEqualTo(91);
    }
  }
}
