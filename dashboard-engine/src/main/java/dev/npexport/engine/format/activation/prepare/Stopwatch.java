package dev.npexport.engine.format.activation.prepare;

import java.util.Locale;
import java.util.StringJoiner;

/** Times the steps of one preparation, for the log. */
final class Stopwatch {

  private final StringJoiner laps = new StringJoiner(", ");
  private long last = System.nanoTime();

  void lap(String name) {
    long now = System.nanoTime();
    laps.add(String.format(Locale.ROOT, "%s %.3f s", name, (now - last) / 1e9));
    last = now;
  }

  @Override
  public String toString() {
    return laps.toString();
  }
}
