package dev.npexport.benchmarks;

import java.io.PrintStream;
import java.util.Locale;

/** Progress for a person, on standard error. */
public final class Console {

  private final PrintStream err;

  public Console(PrintStream err) {
    this.err = err;
  }

  public void say(String format, Object... values) {
    err.println("bench: " + String.format(Locale.ROOT, format, values));
  }
}
