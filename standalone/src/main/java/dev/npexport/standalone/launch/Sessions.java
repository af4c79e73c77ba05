package dev.npexport.standalone.launch;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How a child is kept from the signals that a terminal sends to all of its processes at once. */
final class Sessions {

  private Sessions() {}

  /** The command in a session of its own where {@code setsid} is installed (not on macOS). */
  static List<String> ownSession(List<String> command) {
    List<String> all = new ArrayList<>();
    for (String folder : System.getenv().getOrDefault("PATH", "").split(":")) {
      if (all.isEmpty() && Files.isExecutable(Path.of(folder, "setsid"))) {
        all.add("setsid");
      }
    }
    all.addAll(command);
    return all;
  }

  /**
   * The command deaf to Ctrl-C and to a closed terminal: its parent decides when it stops. Ignored
   * signals stay ignored across {@code exec}, and the Java runtime leaves them so.
   */
  static List<String> deafToTheTerminal(List<String> command) {
    List<String> all = new ArrayList<>(List.of("sh", "-c", "trap '' INT HUP; exec \"$@\"", "sh"));
    all.addAll(command);
    return all;
  }
}
