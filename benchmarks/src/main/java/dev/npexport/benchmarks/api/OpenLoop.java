package dev.npexport.benchmarks.api;

import dev.npexport.benchmarks.BenchFailure;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends requests at a fixed rate, whether earlier ones were answered or not, and counts each one's
 * time from when it was due. A service that stalls is thus charged for the requests that could not
 * be sent meanwhile (no coordinated omission).
 */
final class OpenLoop {

  private OpenLoop() {}

  /** One request; what it was answered with instead, where that is not what is expected. */
  interface Request {
    Optional<String> send() throws Exception;
  }

  /**
   * What came of it.
   *
   * @param failures how often requests failed, by what they were answered with or threw
   */
  record Outcome(Latencies latencies, Map<String, Integer> failures) {

    int failed() {
      return failures.values().stream().mapToInt(Integer::intValue).sum();
    }
  }

  static Outcome run(int perSecond, Duration duration, Request request) {
    int count = Math.toIntExact(perSecond * duration.toMillis() / 1_000);
    long gap = 1_000_000_000L / perSecond;
    long[] nanos = new long[count];
    Map<String, Integer> failures = new ConcurrentHashMap<>();
    long start = System.nanoTime() + gap;
    // Closing waits for all answers.
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < count; i++) {
        int number = i;
        long due = start + i * gap;
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
          LockSupport.parkNanos(left);
        }
        threads.execute(
            () -> {
              failure(request).ifPresent(kind -> failures.merge(kind, 1, Integer::sum));
              nanos[number] = System.nanoTime() - due;
            });
      }
    }
    return new Outcome(Latencies.of(nanos), new TreeMap<>(failures));
  }

  private static Optional<String> failure(Request request) {
    try {
      return request.send();
    } catch (InterruptedException e) {
      throw new BenchFailure("interrupted", e);
    } catch (Exception e) {
      return Optional.of(e.toString());
    }
  }
}
