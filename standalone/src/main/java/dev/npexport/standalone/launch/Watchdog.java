package dev.npexport.standalone.launch;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * A tiny process that ends the others when this one is killed so hard that it cannot do it itself.
 * It reads from a pipe that only this process holds open: when the pipe closes without a last word,
 * it signals every process that it was told of.
 */
public final class Watchdog implements AutoCloseable {

  private static final String NAME = "npexport-watchdog";
  private static final String SCRIPT_NAME = "/npexport-watchdog.sh";
  private static final Duration LONGEST_WATCH = Duration.ofSeconds(30);

  private final Process process;
  private final BufferedWriter orders;

  private Watchdog(Process process) {
    this.process = process;
    this.orders = process.outputWriter(StandardCharsets.US_ASCII);
  }

  /**
   * Starts it in a session of its own where the system can, out of reach of the terminal.
   *
   * @param postgresPidFile names a PostgreSQL to shut down as well, if it is there in the end
   */
  public static Watchdog start(DataFolder folder, Path postgresPidFile) {
    try (InputStream resource = Watchdog.class.getResourceAsStream(SCRIPT_NAME)) {
      String script = new String(resource.readAllBytes(), StandardCharsets.US_ASCII);
      List<String> shell = List.of("sh", "-c", script, NAME, postgresPidFile.toString());
      Process process =
          new ProcessBuilder(Sessions.ownSession(shell))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.log("launcher").toFile()))
              .start();
      Files.writeString(pidFile(folder), Long.toString(process.pid()));
      return new Watchdog(process);
    } catch (IOException e) {
      throw new LaunchException("the watchdog does not start: " + e, e);
    }
  }

  /**
   * Waits until the watchdog of an earlier, killed instance has ended what that left: it would take
   * our PostgreSQL for its own.
   */
  static void awaitPredecessor(DataFolder folder, Consumer<String> notes) {
    Path pidFile = pidFile(folder);
    try {
      Optional<ProcessHandle> predecessor =
          Files.exists(pidFile)
              ? ProcessHandle.of(Long.parseLong(Files.readString(pidFile))).filter(Watchdog::isOne)
              : Optional.empty();
      if (predecessor.isPresent()) {
        notes.accept("waiting for the parts of an npexport that was killed to end");
        predecessor.get().onExit().get(LONGEST_WATCH.toSeconds(), TimeUnit.SECONDS);
      }
      Files.deleteIfExists(pidFile);
    } catch (IOException | NumberFormatException e) {
      throw new LaunchException("the note " + pidFile + " is unreadable: " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LaunchException("interrupted while starting", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new LaunchException("the parts of an npexport that was killed do not end", e);
    }
  }

  private static Path pidFile(DataFolder folder) {
    return folder.system().resolve("watchdog");
  }

  /** The number may belong to another process by now. */
  private static boolean isOne(ProcessHandle process) {
    return process.info().commandLine().orElse("").contains(NAME);
  }

  /** Ends this process too when we are gone. */
  public void watch(long pid) {
    send("watch " + pid);
  }

  /** The process has ended; its number may soon belong to another. */
  public void forget(long pid) {
    send("forget " + pid);
  }

  @Override
  public void close() {
    send("done");
    try {
      orders.close();
      process.waitFor();
    } catch (IOException e) {
      throw new LaunchException("the watchdog cannot be dismissed: " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void send(String order) {
    try {
      orders.write(order);
      orders.newLine();
      orders.flush();
    } catch (IOException e) {
      throw new LaunchException("the watchdog has been killed: " + e, e);
    }
  }
}
