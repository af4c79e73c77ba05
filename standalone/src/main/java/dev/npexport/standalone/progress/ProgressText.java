package dev.npexport.standalone.progress;

import dev.npexport.standalone.client.ExportStatus;
import java.util.Locale;

/** The words and figures of a progress line, the same in both views. */
final class ProgressText {

  private ProgressText() {}

  /** The stage while there is one, else the status. */
  static String stage(ExportStatus status) {
    return status.isTerminal() || status.stage().isEmpty() ? status.status() : status.stage();
  }

  static String percent(ExportStatus status) {
    // Rounded down: 100% only when all is done.
    return "%3d%%".formatted((int) Math.floor(Math.clamp(status.progress(), 0, 1) * 100));
  }

  /** Features, features a second and the time that is left, as far as they are known. */
  static String details(ExportStatus status) {
    StringBuilder text = new StringBuilder();
    if (status.featureCount() > 0) {
      text.append(
          String.format(
              Locale.ROOT, "  %,d/%,d features", status.featuresDone(), status.featureCount()));
    }
    if (!status.isTerminal()) {
      status
          .featuresPerSecond()
          .ifPresent(rate -> text.append(String.format(Locale.ROOT, "  %,.1f/s", rate)));
      status.etaSeconds().ifPresent(eta -> text.append("  ETA ").append(time(eta)));
    }
    return text.toString();
  }

  /** 9 as 0:09, 3700 as 1:01:40. */
  static String time(double seconds) {
    long whole = Math.round(seconds);
    return whole < 3600
        ? String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60)
        : String.format(Locale.ROOT, "%d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60);
  }
}
