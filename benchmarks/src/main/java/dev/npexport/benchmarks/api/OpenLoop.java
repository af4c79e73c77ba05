package dev.npexport.benchmarks.api;

import dev.npexport.benchmarks.BenchFailure;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Sends requests at a fixed rate, whether earlier ones were answered or not, and counts each one's
 * time from when it was due. A service that stalls is thus charged for the requests that could not
 * be sent meanwhile (no coordinated omission). One thread on kept connections, so that the client
 * takes little of the processors that it measures on.
 */
final class OpenLoop {

  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(10);
  private static final int OK = 200;

  private final URI base;
  private final Supplier<String> path;
  private final long start;
  private final long gap;
  private final long[] nanos;
  private final Map<String, Integer> failures = new TreeMap<>();
  private final Deque<KeptConnection> idle = new ArrayDeque<>();
  private int sent;
  private int answered;

  private OpenLoop(URI base, Supplier<String> path, int perSecond, int count) {
    this.base = base;
    this.path = path;
    this.gap = TimeUnit.SECONDS.toNanos(1) / perSecond;
    this.start = System.nanoTime() + gap;
    this.nanos = new long[count];
  }

  /**
   * What came of it.
   *
   * @param failures how often requests failed, by their status or what went wrong
   */
  record Outcome(Latencies latencies, Map<String, Integer> failures) {

    int failed() {
      return failures.values().stream().mapToInt(Integer::intValue).sum();
    }
  }

  /**
   * Runs it.
   *
   * @param path of the next request
   */
  static Outcome run(URI base, Supplier<String> path, int perSecond, Duration duration) {
    int count = Math.toIntExact(perSecond * duration.toMillis() / 1_000);
    OpenLoop loop = new OpenLoop(base, path, perSecond, count);
    try (Selector selector = Selector.open()) {
      loop.run(selector);
      for (SelectionKey key : selector.keys()) {
        ((KeptConnection) key.attachment()).close();
      }
    } catch (IOException e) {
      throw new BenchFailure("no connection to " + base, e);
    }
    return new Outcome(Latencies.of(loop.nanos), loop.failures);
  }

  private void run(Selector selector) throws IOException {
    long end = due(nanos.length) + ANSWER_LIMIT.toNanos();
    while (answered < nanos.length && System.nanoTime() < end) {
      while (sent < nanos.length && System.nanoTime() >= due(sent)) {
        KeptConnection connection =
            idle.isEmpty() ? KeptConnection.open(base, selector) : idle.pop();
        connection.send(sent++, path.get());
      }
      selector.select(this::receive, 1);
    }
    failures.merge("not answered", nanos.length - answered, Integer::sum);
    failures.remove("not answered", 0);
  }

  private void receive(SelectionKey key) {
    KeptConnection connection = (KeptConnection) key.attachment();
    try {
      OptionalInt status = connection.read();
      if (status.isPresent()) {
        answered(connection, status.getAsInt() == OK ? "" : "status " + status.getAsInt());
        idle.push(connection);
      }
    } catch (IOException e) {
      key.cancel();
      if (!idle.remove(connection)) {
        answered(connection, e.toString());
      }
    }
  }

  private void answered(KeptConnection connection, String failure) {
    nanos[connection.request()] = System.nanoTime() - due(connection.request());
    answered++;
    if (!failure.isEmpty()) {
      failures.merge(failure, 1, Integer::sum);
    }
  }

  private long due(int number) {
    return start + number * gap;
  }
}
