package dev.npexport.benchmarks.dashboard;

import dev.npexport.benchmarks.BenchOptions;
import dev.npexport.benchmarks.BenchResult;
import dev.npexport.benchmarks.Benchmark;
import dev.npexport.benchmarks.Console;
import dev.npexport.benchmarks.Rounds;
import dev.npexport.benchmarks.Seconds;
import dev.npexport.benchmarks.WorkFolder;
import dev.npexport.benchmarks.data.BenchInputs;
import dev.npexport.benchmarks.export.EngineRun;
import dev.npexport.engine.ExportRequest;
import dev.npexport.engine.InputPaths;
import dev.npexport.engine.NpexportEngine;
import dev.npexport.engine.kernel.ProjectionBackend;
import dev.npexport.engine.kernel.ProjectionBackends;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;

/**
 * One feature's dashboard of a registered SAE, computed anew: no feature is asked for twice. The
 * first one, which opens the inputs, is told apart.
 */
public final class DashboardBenchmark implements Benchmark {

  private static final int FEATURES = 200;
  private static final double GOAL = 0.05;

  @Override
  public String name() {
    return "dashboard";
  }

  @Override
  public BenchResult run(BenchOptions options, Console console) throws InterruptedException {
    ProjectionBackend backend = ProjectionBackends.choose();
    int features = options.features().orElse(FEATURES);
    try (WorkFolder work = WorkFolder.create(options);
        NpexportEngine engine = new NpexportEngine(backend, options.threads())) {
      InputPaths inputs = BenchInputs.large(options, work.path(), console);
      ExportRequest request =
          EngineRun.request(backend, inputs, "{}", Integer.MAX_VALUE, work.path());
      double opening = Seconds.of(() -> engine.dashboard(request, 0));
      console.say("opened, prepared and computed the first dashboard in %.2f s", opening);
      int all = engine.describe(inputs).dSae();
      // an odd step, and no divisor of the number of features: none twice, from everywhere
      int step = 79;
      for (int i = 1; i <= features / 4; i++) {
        engine.dashboard(request, i * step % all);
      }
      List<Double> seconds = new ArrayList<>();
      for (int i = features / 4 + 1; i <= features / 4 + features; i++) {
        int feature = i * step % all;
        seconds.add(Seconds.of(() -> engine.dashboard(request, feature)));
      }
      Collections.sort(seconds);
      double p95 = seconds.get((int) (0.95 * seconds.size()));
      console.say("%d dashboards: p95 %.1f ms", features, 1e3 * p95);
      return new BenchResult(
              name(),
              Rounds.median(seconds),
              "the goal of 50 ms",
              OptionalDouble.of(GOAL),
              backend.name())
          .with("p95_s", p95)
          .with("worst_s", seconds.getLast())
          .with("opening_s", opening);
    }
  }
}
