package dev.npexport.standalone.launch;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * One of the two services as a child process, its output in a log file. Its standard input is a
 * pipe that stays open as long as this process lives: its end tells the service to stop.
 */
public final class ServiceProcess {

  /** Enough for the work in hand to be given back; writing a start-up cache takes longest. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Command command;
  private final Process process;

  private ServiceProcess(Command command, Process process) {
    this.command = command;
    this.process = process;
  }

  /** Starts it; it is watched over from its first moment. */
  public static ServiceProcess start(Command command, Watchdog watchdog) {
    List<String> line = new ArrayList<>();
    line.add(command.java().toString());
    line.addAll(command.javaFlags());
    line.addAll(command.program());
    List<String> placed = command.behindOthers() ? Sessions.behindOthers(line) : line;
    ProcessBuilder builder =
        new ProcessBuilder(Sessions.deafToTheTerminal(placed))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(command.log().toFile()));
    builder.environment().putAll(command.environment());
    try {
      Process process = builder.start();
      watchdog.watch(process.pid());
      process.onExit().thenRun(() -> watchdog.forget(process.pid()));
      return new ServiceProcess(command, process);
    } catch (IOException e) {
      throw new LaunchException("cannot start " + command.name() + ": " + e.getMessage(), e);
    }
  }

  public String name() {
    return command.name();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  public long pid() {
    return process.pid();
  }

  /** Completes with the exit code when it ends, however it ends. */
  public CompletableFuture<Integer> ended() {
    return process.onExit().thenApply(Process::exitValue);
  }

  /** Asks it to stop, and kills it when it does not. */
  public void stop() {
    process.destroy();
    try {
      if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  /** Ends it at once, without a chance to tidy up; returns when it is gone. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** What to say when it ended although nobody asked it to. */
  public String lastWords() {
    return "%s ended with exit code %d:%n%s"
        .formatted(command.name(), process.exitValue(), LogTail.of(command.log()));
  }

  /**
   * What to run.
   *
   * @param name the module's name, as messages show it
   * @param program what the Java runtime is to run, such as {@code -jar} and a file
   * @param environment added to this process's own
   * @param behindOthers whether it works in the background: others come first where processors are
   *     short
   */
  public record Command(
      String name,
      Path java,
      List<String> javaFlags,
      List<String> program,
      Map<String, String> environment,
      Path log,
      boolean behindOthers) {

    /** The same program under another name, with more in its environment and a log of its own. */
    public Command with(String otherName, Map<String, String> more, Path otherLog) {
      Map<String, String> all = new HashMap<>(environment);
      all.putAll(more);
      return new Command(otherName, java, javaFlags, program, all, otherLog, behindOthers);
    }
  }
}
