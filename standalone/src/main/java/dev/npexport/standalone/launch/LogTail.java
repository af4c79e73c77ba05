package dev.npexport.standalone.launch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The end of a log, for messages about what went wrong: without the frames of stack traces, of
 * which one trace has more than would be shown, so that its causes are.
 */
final class LogTail {

  private static final int LINES = 12;

  private static final Pattern FRAME =
      Pattern.compile("\\s+(at \\S+\\(.*|\\.\\.\\. \\d+ (more|common frames omitted))");

  private LogTail() {}

  /**
   * The last lines that say something, where the others are, and what helps where that is clear.
   */
  static String of(Path log) {
    try {
      List<String> lines =
          new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
              .lines()
              .filter(line -> !line.isBlank() && !FRAME.matcher(line).matches())
              .toList();
      String tail =
          String.join("\n", lines.subList(Math.max(0, lines.size() - LINES), lines.size()));
      return tail + "\n(all of it is in " + log + ")" + advice(tail);
    } catch (IOException e) {
      return "(its log " + log + " cannot be read: " + e + ")";
    }
  }

  private static String advice(String tail) {
    return tail.contains("No space left on device")
        ? "\nthe disk of the data folder is full: free some space, or choose another folder with"
            + " --data-dir"
        : "";
  }
}
