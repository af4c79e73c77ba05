package dev.npexport.standalone.progress;

import dev.npexport.standalone.client.ExportStatus;
import java.io.PrintStream;

/** Progress for people: one line that is drawn again and again, no wider than the terminal. */
public final class TerminalProgress implements ProgressView {

  private static final int BAR_CELLS = 24;
  private static final int STAGE_WIDTH = 9;
  private static final String CLEAR_TO_END = "\u001b[K";

  private final PrintStream out;
  private final int columns;
  private final char full;
  private final char empty;
  private boolean drawn;

  /**
   * @param columns width of the terminal
   */
  public TerminalProgress(PrintStream out, int columns) {
    this.out = out;
    this.columns = columns;
    boolean blocks = out.charset().newEncoder().canEncode('█');
    this.full = blocks ? '█' : '#';
    this.empty = blocks ? '░' : '.';
  }

  @Override
  public void show(ExportStatus status) {
    String line =
        "%s %s %s%s"
            .formatted(
                pad(ProgressText.stage(status)),
                bar(status.progress()),
                ProgressText.percent(status),
                ProgressText.details(status));
    // The last column stays free: some terminals wrap when it is written.
    String shown = line.length() < columns ? line : line.substring(0, Math.max(0, columns - 1));
    out.print("\r" + shown + CLEAR_TO_END);
    out.flush();
    drawn = true;
  }

  @Override
  public void note(String line) {
    finish();
    out.println(line);
  }

  @Override
  public void finish() {
    if (drawn) {
      out.println();
      out.flush();
      drawn = false;
    }
  }

  private String bar(double progress) {
    int cells = (int) Math.round(Math.clamp(progress, 0, 1) * BAR_CELLS);
    return String.valueOf(full).repeat(cells) + String.valueOf(empty).repeat(BAR_CELLS - cells);
  }

  private static String pad(String stage) {
    return stage + " ".repeat(Math.max(0, STAGE_WIDTH - stage.length()));
  }
}
