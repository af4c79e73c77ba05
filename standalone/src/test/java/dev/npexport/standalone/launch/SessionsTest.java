package dev.npexport.standalone.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

class SessionsTest {

  /** Without a command, {@code nice} prints the priority that it runs at. */
  private static final List<String> PRINT_PRIORITY = List.of("nice");

  @Test
  void runsACommandBehindOthers() throws IOException {
    int here = priority(PRINT_PRIORITY);
    int behind = priority(Sessions.behindOthers(PRINT_PRIORITY));
    assertThat(behind).isEqualTo(Math.min(here + 10, 19));
  }

  @Test
  @EnabledIf("linuxSharesProcessorsOutBySession")
  void putsASessionOfItsOwnBehindOthers() throws IOException {
    List<String> print = List.of("cat", "/proc/self/autogroup");
    String here = output(print);
    String behind = output(Sessions.behindOthers(print));
    assertThat(behind).endsWith(" nice 10").doesNotStartWith(here.split(" ")[0] + " ");
    assertThat(output(print)).isEqualTo(here);
  }

  static boolean linuxSharesProcessorsOutBySession() {
    return Files.exists(Path.of("/proc/self/autogroup"));
  }

  @Test
  void keepsThePriorityOfACommandThatOnlyIgnoresTheTerminal() throws IOException {
    assertThat(priority(Sessions.deafToTheTerminal(PRINT_PRIORITY)))
        .isEqualTo(priority(PRINT_PRIORITY));
  }

  private static int priority(List<String> command) throws IOException {
    return Integer.parseInt(output(command));
  }

  private static String output(List<String> command) throws IOException {
    Process process = new ProcessBuilder(command).start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
  }
}
