package dev.npexport.benchmarks.packaging;

import dev.npexport.benchmarks.BenchOptions;
import dev.npexport.benchmarks.BenchResult;
import dev.npexport.benchmarks.Benchmark;
import dev.npexport.benchmarks.Console;
import dev.npexport.benchmarks.Rounds;
import dev.npexport.benchmarks.WorkFolder;
import dev.npexport.benchmarks.data.BenchInputs;
import dev.npexport.engine.InputPaths;
import dev.npexport.engine.kernel.ProjectionBackend;
import dev.npexport.engine.kernel.ProjectionBackends;
import java.util.Optional;

/**
 * Dashboards that are computed already into JSON, compressed, hashed and written as a shard, beside
 * what {@code java.util.zip} at the level of the reference writers takes for compressing alone.
 */
public final class PackagingBenchmark implements Benchmark {

  private static final int FEATURES = 512;
  private static final int LEVEL = 5;

  @Override
  public String name() {
    return "packaging";
  }

  @Override
  public BenchResult run(BenchOptions options, Console console) throws InterruptedException {
    ProjectionBackend backend = ProjectionBackends.choose();
    InputPaths inputs = BenchInputs.small(options, console);
    int features = options.features().orElse(FEATURES);
    try (WorkFolder work = WorkFolder.create(options);
        ComputedShard shard =
            ComputedShard.of(backend, inputs, features, options.threads(), work.path())) {
      shard.write();
      RawJson raw = RawJson.of(shard, work.path());
      console.say(
          "%d features: %.1f MB of JSON, %.1f MB packed",
          features, raw.bytes() * 1e-6, raw.packed() * 1e-6);
      Rounds rounds =
          Rounds.run(
              options.runs(),
              shard::write,
              Optional.of(() -> raw.deflate(LEVEL, options.threads())),
              console);
      return new BenchResult(
              name(),
              rounds.ours(),
              "java.util.zip at level 5, compressing alone",
              rounds.peers(),
              backend.name())
          .with("raw_mb", raw.bytes() * 1e-6)
          .with("packed_to_raw", raw.packed() / (double) raw.bytes())
          .with("mb_per_s", raw.bytes() * 1e-6 / rounds.ours());
    }
  }
}
