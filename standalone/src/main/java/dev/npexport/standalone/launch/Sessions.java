package dev.npexport.standalone.launch;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * How children run beside each other and the terminal: kept from the signals that it sends to all
 * of its processes at once, and behind those that people wait for.
 */
final class Sessions {

  /** A tenth of the processor time of its neighbours, where they want it. */
  private static final String BEHIND = "10";

  private Sessions() {}

  /** The command in a session of its own where {@code setsid} is installed (not on macOS). */
  static List<String> ownSession(List<String> command) {
    return isInstalled("setsid") ? prefixed(List.of("setsid"), command) : command;
  }

  /**
   * The command at a lower priority where {@code nice} is installed. Linux may share processors out
   * by session first (autogroup), and then a priority counts within a session only; so the command
   * gets a session of its own, and that the same priority.
   */
  static List<String> behindOthers(List<String> command) {
    List<String> nice =
        isInstalled("nice") ? prefixed(List.of("nice", "-n", BEHIND), command) : command;
    if (!isInstalled("setsid")) {
      return nice;
    }
    String script = "{ echo %s >/proc/self/autogroup; } 2>/dev/null; exec \"$@\"".formatted(BEHIND);
    return ownSession(prefixed(List.of("sh", "-c", script, "sh"), nice));
  }

  private static boolean isInstalled(String program) {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  private static List<String> prefixed(List<String> prefix, List<String> command) {
    List<String> all = new ArrayList<>(prefix);
    all.addAll(command);
    return all;
  }

  /**
   * The command deaf to Ctrl-C and to a closed terminal: its parent decides when it stops. Ignored
   * signals stay ignored across {@code exec}, and the Java runtime leaves them so.
   */
  static List<String> deafToTheTerminal(List<String> command) {
    return prefixed(List.of("sh", "-c", "trap '' INT HUP; exec \"$@\"", "sh"), command);
  }
}
