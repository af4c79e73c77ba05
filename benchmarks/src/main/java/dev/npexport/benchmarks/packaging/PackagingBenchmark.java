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
import java.util.List;
import java.util.Optional;

/**
 * Dashboards that are computed already into JSON, compressed, hashed and written as a shard that is
 * on the device at the end, beside what {@code java.util.zip} at the level of the reference writers
 * takes for compressing alone. A run writes the shard as often as makes 200 MB of JSON; seconds are
 * of one shard.
 */
public final class PackagingBenchmark implements Benchmark {

  private static final int FEATURES = 1_024;
  private static final int LEVEL = 5;
  private static final double WARM_UP_SECONDS = 8;
  private static final double LEAST_BYTES = 200e6;

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
      List<RawJson> kinds = List.of(RawJson.features(shard.folder()), RawJson.rows(shard.folder()));
      List<byte[]> pieces = kinds.stream().flatMap(kind -> kind.pieces().stream()).toList();
      double raw = kinds.stream().mapToLong(RawJson::bytes).sum();
      double packed = kinds.stream().mapToLong(RawJson::packed).sum();
      int times = (int) Math.ceil(LEAST_BYTES / raw);
      console.say(
          "%d features: %.1f MB of JSON, %.1f MB packed; written %d times in a run",
          features, raw * 1e-6, packed * 1e-6, times);
      Rounds.warmUp(shard::write, WARM_UP_SECONDS, console);
      Rounds rounds =
          Rounds.run(
              options.runs(),
              () -> shard.write(times),
              Optional.of(
                  () ->
                      Codec.measure(pieces, () -> Codec.zlib(LEVEL), options.threads()).seconds()),
              console);
      BenchResult result =
          new BenchResult(
                  name(),
                  rounds.ours(),
                  "java.util.zip at level 5, compressing alone",
                  rounds.peers(),
                  backend.name())
              .with("raw_mb", raw * 1e-6)
              .with("packed_to_raw", packed / raw)
              .with("mb_per_s", raw * 1e-6 / rounds.ours());
      return CodecTable.add(result, kinds, options.threads(), console);
    }
  }
}
