package dev.npexport.standalone.progress;

import dev.npexport.standalone.client.ExportStatus;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Progress for logs and pipes: a line when the stage changes, and one every few seconds. */
public final class PlainProgress implements ProgressView {

  private static final Duration PAUSE = Duration.ofSeconds(5);

  private final PrintStream out;
  private final Clock clock;
  private String lastStage = "";
  private Instant next = Instant.MIN;

  public PlainProgress(PrintStream out, Clock clock) {
    this.out = out;
    this.clock = clock;
  }

  @Override
  public void show(ExportStatus status) {
    String stage = ProgressText.stage(status);
    Instant now = clock.instant();
    if (stage.equals(lastStage) && now.isBefore(next)) {
      return;
    }
    lastStage = stage;
    next = now.plus(PAUSE);
    out.println(stage + " " + ProgressText.percent(status) + ProgressText.details(status));
  }

  @Override
  public void note(String line) {
    out.println(line);
  }

  @Override
  public void finish() {
    out.flush();
  }
}
