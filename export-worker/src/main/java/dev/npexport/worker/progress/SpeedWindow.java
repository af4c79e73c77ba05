package dev.npexport.worker.progress;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalDouble;

/** Features per second of one job over the last ten seconds. One thread at a time. */
final class SpeedWindow {

  static final Duration LENGTH = Duration.ofSeconds(10);

  private record Sample(Instant at, int done) {}

  private final Deque<Sample> samples = new ArrayDeque<>();

  /** Adds what is done at a time and gives the speed, unknown until time has passed. */
  OptionalDouble add(Instant at, int done) {
    samples.addLast(new Sample(at, done));
    while (samples.size() > 2 && samples.peekFirst().at().isBefore(at.minus(LENGTH))) {
      samples.removeFirst();
    }
    Sample oldest = samples.peekFirst();
    double seconds = Duration.between(oldest.at(), at).toNanos() / 1e9;
    if (seconds <= 0) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of((done - oldest.done()) / seconds);
  }
}
