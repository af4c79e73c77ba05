package dev.npexport.benchmarks.workers;

import dev.npexport.engine.ExportPlan;
import dev.npexport.engine.InputPaths;
import dev.npexport.engine.NpexportEngine;
import dev.npexport.engine.ProgressListener;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * One worker of the benchmark, a process of its own: warms up, says {@code ready}, waits for a byte
 * and computes shards until none is left.
 */
final class WorkerMain {

  private static final int WARM_UP_SHARDS = 16;

  private WorkerMain() {}

  /** Arguments: SAE, model, activations, number of features, folder of the export, of this run. */
  public static void main(String[] args) throws IOException {
    InputPaths inputs =
        new InputPaths(Path.of(args[0]), Path.of(args[1]), Path.of(args[2]), Optional.empty());
    SharedExport export = new SharedExport(inputs, Integer.parseInt(args[3]), Path.of(args[4]));
    Path folder = Files.createDirectories(Path.of(args[5]));
    try (NpexportEngine engine = export.engine()) {
      ExportPlan plan = engine.plan(export.request(), ProgressListener.NONE);
      warmUp(engine, export, plan, folder);
      System.out.println("ready");
      if (System.in.read() < 0) {
        return;
      }
      for (ExportPlan.Shard shard : plan.shards()) {
        if (claim(folder, shard)) {
          compute(engine, export, shard, SharedExport.shard(folder, shard.number()));
        }
      }
    }
    System.out.println("end");
  }

  /** Until the compiler has seen the code, the first shards would be slower than the others. */
  private static void warmUp(
      NpexportEngine engine, SharedExport export, ExportPlan plan, Path folder) {
    int rounds = Math.min(WARM_UP_SHARDS, plan.shards().size());
    for (ExportPlan.Shard shard : plan.shards().subList(0, rounds)) {
      Path target = folder.resolve("warm-" + ProcessHandle.current().pid() + "-" + shard.number());
      engine.computeShard(export.request(), shard, target, ProgressListener.NONE);
    }
  }

  private static boolean claim(Path folder, ExportPlan.Shard shard) throws IOException {
    try {
      Files.createFile(folder.resolve("claim-" + shard.number()));
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    }
  }

  private static void compute(
      NpexportEngine engine, SharedExport export, ExportPlan.Shard shard, Path target) {
    long begin = System.nanoTime();
    engine.computeShard(export.request(), shard, target, ProgressListener.NONE);
    double seconds = (System.nanoTime() - begin) / 1e9;
    System.out.println(String.format(Locale.ROOT, "shard %.6f", seconds));
  }
}
