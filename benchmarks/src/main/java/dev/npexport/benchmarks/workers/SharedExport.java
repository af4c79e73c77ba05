package dev.npexport.benchmarks.workers;

import dev.npexport.benchmarks.export.EngineRun;
import dev.npexport.engine.ExportPlan;
import dev.npexport.engine.ExportRequest;
import dev.npexport.engine.InputPaths;
import dev.npexport.engine.NpexportEngine;
import dev.npexport.engine.archive.disk.Disk;
import dev.npexport.engine.kernel.ProjectionBackend;
import dev.npexport.engine.kernel.ProjectionBackends;
import dev.npexport.engine.plan.ShardPlanner;
import java.nio.file.Path;
import java.util.List;

/** An export that several processes work on. */
final class SharedExport {

  /** As small as lets four workers end at about the same time; real shards are larger still. */
  private static final int SHARD_FEATURES = 128;

  private final InputPaths inputs;
  private final int features;
  private final Path folder;
  private final ProjectionBackend backend = ProjectionBackends.choose();
  private final ExportRequest request;

  SharedExport(InputPaths inputs, int features, Path folder) {
    this.inputs = inputs;
    this.features = features;
    this.folder = folder;
    this.request = EngineRun.request(backend, inputs, "{}", features, folder);
  }

  InputPaths inputs() {
    return inputs;
  }

  int features() {
    return features;
  }

  Path folder() {
    return folder;
  }

  String backend() {
    return backend.name();
  }

  /** With one thread, and a shard for each batch. */
  NpexportEngine engine() {
    return new NpexportEngine(backend, 1, new ShardPlanner(1, SHARD_FEATURES), Disk.LOCAL);
  }

  ExportRequest request() {
    return request;
  }

  /** Where the shards of a plan lie. */
  static List<Path> shards(Path folder, ExportPlan plan) {
    return plan.shards().stream().map(shard -> shard(folder, shard.number())).toList();
  }

  static Path shard(Path folder, int number) {
    return folder.resolve("shard-" + number);
  }
}
