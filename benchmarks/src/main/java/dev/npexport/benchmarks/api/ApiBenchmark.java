package dev.npexport.benchmarks.api;

import dev.npexport.benchmarks.BenchFailure;
import dev.npexport.benchmarks.BenchOptions;
import dev.npexport.benchmarks.BenchResult;
import dev.npexport.benchmarks.Benchmark;
import dev.npexport.benchmarks.Console;
import dev.npexport.benchmarks.WorkFolder;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The status of a running export, asked 1,000 times a second while 50 WebSockets watch: the 99th
 * percentile, beside the goal of 20 ms. Services, database, broker, worker and this client share
 * the machine's cores.
 */
public final class ApiBenchmark implements Benchmark {

  private static final int PER_SECOND = 1_000;
  private static final int WATCHERS = 50;
  private static final double GOAL_SECONDS = 0.020;

  /** Requests a second while the service's code is not compiled yet. */
  private static final List<Integer> WARM_UP_RATES =
      List.of(100, 250, 500, PER_SECOND, PER_SECOND, PER_SECOND);

  private static final Duration WARM_UP = Duration.ofSeconds(8);
  private static final Duration MEASURED = Duration.ofSeconds(20);

  @Override
  public String name() {
    return "api";
  }

  @Override
  public BenchResult run(BenchOptions options, Console console) throws InterruptedException {
    Path home = Path.of(System.getProperty("npexport.home"));
    HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    try (WorkFolder folder = WorkFolder.create(options)) {
      console.say("starting npexport serve in %s", folder.path());
      Path samples = home.resolve("samples");
      try (ServedFolder served = ServedFolder.start(home, folder.path(), List.of(samples), http);
          SampleExports exports =
              SampleExports.start(new ApiClient(http, served.uri()), samples.resolve("small"));
          SocketWatchers watchers = SocketWatchers.open(http, served.uri(), WATCHERS)) {
        return measure(served.uri(), exports, watchers, console);
      }
    }
  }

  private static BenchResult measure(
      URI service, SampleExports exports, SocketWatchers watchers, Console console) {
    console.say("warming up for %d s", WARM_UP.toSeconds() * WARM_UP_RATES.size());
    for (int rate : WARM_UP_RATES) {
      tell(OpenLoop.run(service, exports::statusPath, rate, WARM_UP), rate, console);
    }
    long eventsBefore = watchers.events();
    int exportsBefore = exports.completed();
    console.say("%d status requests/s for %d s", PER_SECOND, MEASURED.toSeconds());
    OpenLoop.Outcome outcome = OpenLoop.run(service, exports::statusPath, PER_SECOND, MEASURED);
    if (outcome.failed() > 0) {
      throw new BenchFailure("not answered with 200: " + outcome.failures());
    }
    if (watchers.connected() < WATCHERS) {
      throw new BenchFailure("only %d watchers are left".formatted(watchers.connected()));
    }
    tell(outcome, PER_SECOND, console);
    Latencies latencies = outcome.latencies();
    return new BenchResult(
            "api",
            latencies.seconds(0.99),
            "the goal of 20 ms for the 99th percentile",
            OptionalDouble.of(GOAL_SECONDS),
            "HTTP/1.1, open loop")
        .with("requests_per_second", PER_SECOND)
        .with("requests", latencies.sorted().length)
        .with("p50_ms", latencies.millis(0.5))
        .with("p99_ms", latencies.millis(0.99))
        .with("p999_ms", latencies.millis(0.999))
        .with("max_ms", latencies.millis(1))
        .with("watchers", WATCHERS)
        .with("events_received", watchers.events() - eventsBefore)
        .with("exports_completed_meanwhile", exports.completed() - exportsBefore);
  }

  private static void tell(OpenLoop.Outcome outcome, int rate, Console console) {
    Latencies latencies = outcome.latencies();
    console.say(
        "%d requests/s: p50 %.2f ms, p99 %.2f ms, p99.9 %.2f ms, slowest %.2f ms%s",
        rate,
        latencies.millis(0.5),
        latencies.millis(0.99),
        latencies.millis(0.999),
        latencies.millis(1),
        outcome.failed() == 0 ? "" : ", not answered with 200: " + outcome.failures());
  }
}
