package dev.npexport.standalone.launch;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs small programs to their end. */
final class Commands {

  private Commands() {}

  /** Runs a command with its output added to a log; its exit code. */
  static int run(List<String> command, Path log, Duration limit) {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
              .start();
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
        throw new LaunchException(
            "%s did not end within %d s".formatted(command.getFirst(), limit.toSeconds()));
      }
      return process.exitValue();
    } catch (IOException e) {
      throw new LaunchException("cannot run " + command.getFirst() + ": " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LaunchException("interrupted while running " + command.getFirst(), e);
    }
  }
}
