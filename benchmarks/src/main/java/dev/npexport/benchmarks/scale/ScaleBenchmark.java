package dev.npexport.benchmarks.scale;

import dev.npexport.benchmarks.BenchOptions;
import dev.npexport.benchmarks.BenchResult;
import dev.npexport.benchmarks.Benchmark;
import dev.npexport.benchmarks.Console;
import dev.npexport.benchmarks.Seconds;
import dev.npexport.benchmarks.WorkFolder;
import dev.npexport.benchmarks.data.BenchInputs;
import dev.npexport.benchmarks.data.SyntheticActivations;
import dev.npexport.benchmarks.export.EngineRun;
import dev.npexport.engine.ExportRequest;
import dev.npexport.engine.InputPaths;
import dev.npexport.engine.kernel.ProjectionBackend;
import dev.npexport.engine.kernel.ProjectionBackends;
import java.io.File;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The work that grows with activations, over a hundred million of them and over a tenth: grouping
 * them in one pass, and the dashboards of some features without the logit lens, which does not
 * grow. The peer is a straight line: ten times our own time for the tenth.
 */
public final class ScaleBenchmark implements Benchmark {

  private static final int FEATURES = 16_384;
  private static final int EXPORTED = 2_048;
  private static final int CONTEXT = 128;
  private static final int VOCABULARY = 49_152;
  private static final int PROMPTS = 24_220;
  private static final long NONZEROS = 100_000_000;
  private static final long SEED = 20_260_102;

  /** Without what does not depend on the activations. */
  private static final String CONFIG =
      "{\"include_logit_lens\": false, \"include_saelens_weights\": false}";

  @Override
  public String name() {
    return "scale";
  }

  @Override
  public BenchResult run(BenchOptions options, Console console) throws InterruptedException {
    ProjectionBackend backend = ProjectionBackends.choose();
    try (WorkFolder work = WorkFolder.create(options)) {
      InputPaths weights = BenchInputs.weights(options, work.path());
      Path small = cache(work.path().resolve("tenth.safetensors"), 10, console);
      Path large = cache(work.path().resolve("whole.safetensors"), 1, console);
      Run tenth = run(backend, weights, small, options, work.path().resolve("a"), console);
      HeapPeak heap = HeapPeak.start();
      Run whole = run(backend, weights, large, options, work.path().resolve("b"), console);
      double peak = heap.gibibytes();
      Bandwidth bandwidth = Bandwidth.measure(work.path(), options.threads());
      console.say(
          "one pass over the whole moved %.2f GB in %.2f s: %.2f GB/s;"
              + " this disk writes %.2f GB/s, this memory copies %.1f GB/s",
          whole.moved() * 1e-9,
          whole.prepare(),
          whole.moved() / whole.prepare() * 1e-9,
          bandwidth.diskWrite(),
          bandwidth.memoryCopy());
      console.say("largest heap %.2f GiB", peak);
      return new BenchResult(
              name(),
              whole.seconds(),
              "ten times our time for a tenth of the tokens",
              OptionalDouble.of(10 * tenth.seconds()),
              backend.name())
          .with("times_the_tenth", whole.seconds() / tenth.seconds())
          .with("prepare_s", whole.prepare())
          .with("prepare_again_s", whole.again())
          .with("prepare_gb_moved", whole.moved() * 1e-9)
          .with("disk_write_gb_per_s", bandwidth.diskWrite())
          .with("memory_copy_gb_per_s", bandwidth.memoryCopy())
          .with("heap_peak_gib", peak);
    }
  }

  private static Path cache(Path file, int part, Console console) {
    SyntheticActivations activations =
        new SyntheticActivations(
            FEATURES, PROMPTS / part, CONTEXT, VOCABULARY, NONZEROS / part, SEED);
    double seconds = Seconds.of(() -> activations.write(file));
    console.say("made %,d non-zeros in %.1f s", NONZEROS / part, seconds);
    return file;
  }

  private static Run run(
      ProjectionBackend backend,
      InputPaths weights,
      Path cache,
      BenchOptions options,
      Path folder,
      Console console) {
    InputPaths inputs = new InputPaths(weights.sae(), weights.model(), cache, Optional.empty());
    ExportRequest request =
        EngineRun.request(backend, inputs, CONFIG, options.features().orElse(EXPORTED), folder);
    EngineRun first = EngineRun.of(backend, request, options.threads(), folder.resolve("first"));
    EngineRun again = EngineRun.of(backend, request, options.threads(), folder.resolve("again"));
    long moved = cache.toFile().length() + size(folder.resolve("prepared"));
    console.say(
        "prepare %.2f s (second export: %.2f s), dashboards %.2f s, archive %.2f s",
        first.planSeconds(), again.planSeconds(), first.shardSeconds(), first.packageSeconds());
    WorkFolder.remove(folder);
    return new Run(first.seconds(), first.planSeconds(), again.planSeconds(), moved);
  }

  private static long size(Path folder) {
    File[] files = folder.toFile().listFiles();
    long size = 0;
    for (File file : files == null ? new File[0] : files) {
      size += file.length();
    }
    return size;
  }

  /**
   * Seconds of a run.
   *
   * @param prepare of the first plan, with the pass over all activations
   * @param again of the second, which finds them prepared
   * @param moved bytes read and written by that pass, each once
   */
  private record Run(double seconds, double prepare, double again, double moved) {}
}
