package dev.npexport.api.s3;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * When batch files may be sent. For each one that it reads, Neuronpedia's importer opens a database
 * connection and keeps it for 10 seconds after use; PostgreSQL has 100 by default. So at most
 * {@value #MOST} files begin in any {@link #WINDOW}, whatever their folder, and those of a folder
 * with more than that are spread evenly.
 */
final class Pacing {

  /** Leaves the rest of 100 connections to the importer itself and to the web app. */
  static final int MOST = 90;

  /** A little longer than the 10 s, as the connection is closed a little late. */
  static final Duration WINDOW = Duration.ofMillis(10_500);

  static final Duration SPACING = WINDOW.dividedBy(MOST);

  private final Deque<Instant> begun = new ArrayDeque<>();

  /**
   * Takes the next place.
   *
   * @param files number of batch files in the folder of the one that is asked for
   * @return how long it has to wait
   */
  synchronized Duration wait(Instant now, int files) {
    Instant at = now;
    if (files > MOST && !begun.isEmpty()) {
      at = later(at, begun.getLast().plus(SPACING));
    }
    if (begun.size() == MOST) {
      at = later(at, begun.removeFirst().plus(WINDOW));
    }
    begun.addLast(begun.isEmpty() ? at : later(at, begun.getLast()));
    return Duration.between(now, begun.getLast());
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
