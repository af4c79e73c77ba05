package dev.npexport.standalone.progress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.npexport.standalone.client.ExportStatus;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ProgressViewTest {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final SettableClock clock = new SettableClock();

  @Test
  void aTerminalShowsBarStageFeaturesRateAndTimeLeft() {
    var view = new TerminalProgress(stream(StandardCharsets.UTF_8), 120);
    view.show(computing(0.5, 512));
    assertThat(text())
        .isEqualTo(
            "\rcomputing ████████████░░░░░░░░░░░░  50%  512/1,024 features  61.3/s  ETA 0:09\u001b[K");
  }

  @Test
  void aTerminalWithoutBlocksGetsPlainCharacters() {
    var view = new TerminalProgress(stream(StandardCharsets.US_ASCII), 120);
    view.show(computing(0.25, 256));
    assertThat(text()).contains("######..................  25%");
  }

  @Test
  void aNarrowTerminalIsNeverWrapped() {
    var view = new TerminalProgress(stream(StandardCharsets.UTF_8), 40);
    view.show(computing(0.5, 512));
    assertThat(text().replace("\r", "").replace("\u001b[K", "")).hasSize(39);
  }

  @Test
  void aNoteStartsOnALineOfItsOwn() {
    var view = new TerminalProgress(stream(StandardCharsets.UTF_8), 120);
    view.show(computing(0.5, 512));
    view.note("cancelling");
    assertThat(text()).endsWith("\u001b[K\ncancelling\n");
  }

  @Test
  void nothingIsCalledFinishedBeforeItIs() {
    assertThat(ProgressText.percent(computing(0.9999, 1023))).isEqualTo(" 99%");
    assertThat(ProgressText.percent(computing(1, 1024))).isEqualTo("100%");
  }

  @Test
  void aLogGetsALineForEachStageAndOneEveryFiveSeconds() {
    var view = new PlainProgress(stream(StandardCharsets.UTF_8), clock);
    view.show(state("computing", "planning", 0));
    view.show(computing(0.1, 100));
    clock.now = clock.now.plusSeconds(4);
    view.show(computing(0.2, 200));
    clock.now = clock.now.plusSeconds(1);
    view.show(computing(0.3, 300));
    view.show(state("completed", "packaging", 1));
    assertThat(text().lines())
        .containsExactly(
            "planning   0%",
            "computing  10%  100/1,024 features  61.3/s  ETA 0:09",
            "computing  30%  300/1,024 features  61.3/s  ETA 0:09",
            "completed 100%");
  }

  @Test
  void timeIsMinutesAndSecondsThenHours() {
    assertThat(ProgressText.time(9)).isEqualTo("0:09");
    assertThat(ProgressText.time(599.6)).isEqualTo("10:00");
    assertThat(ProgressText.time(3700)).isEqualTo("1:01:40");
  }

  @Test
  void sizesAreDecimal() {
    assertThat(Sizes.text(0)).isEqualTo("0 bytes");
    assertThat(Sizes.text(999)).isEqualTo("999 bytes");
    assertThat(Sizes.text(1500)).isEqualTo("1.5 kB");
    assertThat(Sizes.text(999_949)).isEqualTo("999.9 kB");
    assertThat(Sizes.text(999_950)).isEqualTo("1.0 MB");
    assertThat(Sizes.text(12_345_678_901L)).isEqualTo("12.3 GB");
  }

  private static ExportStatus computing(double progress, long done) {
    return new ExportStatus(
        "computing",
        "computing",
        progress,
        done,
        1024,
        OptionalDouble.of(61.3),
        OptionalDouble.of(9),
        OptionalLong.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static ExportStatus state(String status, String stage, double progress) {
    return new ExportStatus(
        status,
        stage,
        progress,
        0,
        0,
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        OptionalLong.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private PrintStream stream(Charset charset) {
    return new PrintStream(bytes, true, charset);
  }

  private String text() {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static final class SettableClock extends Clock {

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
