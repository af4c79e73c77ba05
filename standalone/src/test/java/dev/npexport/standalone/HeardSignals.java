package dev.npexport.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A signal that a process ignores is ignored by what it starts, too: under {@code nohup}, a
 * launcher that the tests start would not hear of a hang-up, and in the background of a script not
 * of an interrupt.
 */
public final class HeardSignals {

  private static final List<String> LISTEN = List.of("env", "--default-signal=HUP,INT");

  /** Of these two in a mask of signals: bit n - 1 stands for signal n. */
  private static final long HANG_UP_AND_INTERRUPT = 0b11;

  private static final Path STATUS = Path.of("/proc/self/status");

  private HeardSignals() {}

  /** What to put before a command so that it hears of them. */
  public static List<String> prefix() throws IOException, InterruptedException {
    return ignored() && canListen() ? LISTEN : List.of();
  }

  /** Whether a command with {@link #prefix} hears of them. */
  public static boolean areHeard() throws IOException, InterruptedException {
    return !ignored() || canListen();
  }

  /** Whether this process ignores them, as far as the system tells. */
  private static boolean ignored() throws IOException {
    if (!Files.isReadable(STATUS)) {
      return false;
    }
    return Files.readAllLines(STATUS).stream()
        .filter(line -> line.startsWith("SigIgn:"))
        .anyMatch(line -> ignoresOne(line.substring("SigIgn:".length()).strip()));
  }

  /** Of a mask in hexadecimal. */
  private static boolean ignoresOne(String mask) {
    return (Long.parseUnsignedLong(mask, 16) & HANG_UP_AND_INTERRUPT) != 0;
  }

  /** Whether there is an {@code env} that can, such as that of GNU coreutils 8.31. */
  private static boolean canListen() throws IOException, InterruptedException {
    Process probe =
        new ProcessBuilder(LISTEN.getFirst(), LISTEN.getLast(), "true")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    return probe.waitFor() == 0;
  }
}
