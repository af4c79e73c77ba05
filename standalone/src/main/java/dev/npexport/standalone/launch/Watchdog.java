package dev.npexport.standalone.launch;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * A tiny process that ends the others when this one is killed so hard that it cannot do it itself.
 * It reads from a pipe that only this process holds open: when the pipe closes without a last word,
 * it signals every process that it was told of.
 */
public final class Watchdog implements AutoCloseable {

  private static final String SCRIPT_NAME = "/npexport-watchdog.sh";

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
  public static Watchdog start(Path log, Path postgresPidFile) {
    try (InputStream resource = Watchdog.class.getResourceAsStream(SCRIPT_NAME)) {
      String script = new String(resource.readAllBytes(), StandardCharsets.US_ASCII);
      List<String> shell =
          List.of("sh", "-c", script, "npexport-watchdog", postgresPidFile.toString());
      return new Watchdog(
          new ProcessBuilder(Sessions.ownSession(shell))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start());
    } catch (IOException e) {
      throw new LaunchException("the watchdog does not start: " + e, e);
    }
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
