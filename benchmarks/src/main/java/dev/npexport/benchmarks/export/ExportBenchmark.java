package dev.npexport.benchmarks.export;

import com.fasterxml.jackson.databind.JsonNode;
import dev.npexport.benchmarks.BenchOptions;
import dev.npexport.benchmarks.BenchResult;
import dev.npexport.benchmarks.Benchmark;
import dev.npexport.benchmarks.Console;
import dev.npexport.benchmarks.Rounds;
import dev.npexport.benchmarks.WorkFolder;
import dev.npexport.benchmarks.data.BenchInputs;
import dev.npexport.benchmarks.peer.PeerPython;
import dev.npexport.engine.ExportRequest;
import dev.npexport.engine.InputPaths;
import dev.npexport.engine.kernel.ProjectionBackend;
import dev.npexport.engine.kernel.ProjectionBackends;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A whole export into features/, Neuronpedia tree and archive, beside SAEDashboard's batch files of
 * the same features and prompts. Activations are cached on both sides: ours are prepared, the
 * peer's cache is warm; reading inputs counts for us.
 */
public final class ExportBenchmark implements Benchmark {

  private static final int FEATURES = 256;

  @Override
  public String name() {
    return "export";
  }

  @Override
  public BenchResult run(BenchOptions options, Console console) throws InterruptedException {
    ProjectionBackend backend = ProjectionBackends.choose();
    InputPaths inputs = BenchInputs.small(options, console);
    int features = options.features().orElse(FEATURES);
    try (WorkFolder work = WorkFolder.create(options)) {
      ExportRequest request = EngineRun.request(backend, inputs, "{}", features, work.path());
      Optional<Rounds.Side> peer =
          PeerPython.find(options, console)
              .map(python -> () -> saeDashboard(python, inputs, features, options.threads()));
      console.say("%d features; one run to prepare and warm up", features);
      ours(backend, request, options, work.path());
      Rounds rounds =
          Rounds.run(
              options.runs(), () -> ours(backend, request, options, work.path()), peer, console);
      BenchResult result =
          new BenchResult(
                  name(), rounds.ours(), "SAEDashboard 0.8.0", rounds.peers(), backend.name())
              .with("features", features)
              .with("ours_ms_per_feature", 1e3 * rounds.ours() / features);
      return rounds.peers().isPresent()
          ? result.with("peer_ms_per_feature", 1e3 * rounds.peers().getAsDouble() / features)
          : result;
    }
  }

  private static double ours(
      ProjectionBackend backend, ExportRequest request, BenchOptions options, Path folder) {
    Path target = folder.resolve("export");
    double seconds = EngineRun.of(backend, request, options.threads(), target).seconds();
    WorkFolder.remove(target);
    return seconds;
  }

  private static double saeDashboard(
      PeerPython python, InputPaths inputs, int features, int threads) throws InterruptedException {
    JsonNode outcome =
        python.run(
            "saedashboard_export.py",
            List.of(
                "--sae",
                inputs.sae().toString(),
                "--model",
                inputs.model().toString(),
                "--activations",
                inputs.activations().toString(),
                "--features",
                "" + features,
                "--threads",
                "" + threads,
                "--runs",
                "1"));
    return outcome.get("seconds").get(0).doubleValue();
  }
}
