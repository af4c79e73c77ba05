package dev.npexport.benchmarks.packaging;

import dev.npexport.benchmarks.Seconds;
import dev.npexport.benchmarks.WorkFolder;
import dev.npexport.benchmarks.export.EngineRun;
import dev.npexport.engine.ExportRequest;
import dev.npexport.engine.InputPaths;
import dev.npexport.engine.ProgressListener;
import dev.npexport.engine.archive.ArchiveFacts;
import dev.npexport.engine.archive.disk.Disk;
import dev.npexport.engine.archive.shard.BlockEncoder;
import dev.npexport.engine.archive.shard.BlockPool;
import dev.npexport.engine.archive.shard.ShardLayout;
import dev.npexport.engine.archive.shard.ShardWriter;
import dev.npexport.engine.dashboard.DashboardBuilder;
import dev.npexport.engine.dashboard.FeatureDashboard;
import dev.npexport.engine.format.label.Labels;
import dev.npexport.engine.kernel.ProjectionBackend;
import dev.npexport.engine.plan.Batches;
import dev.npexport.engine.session.ExportFacts;
import dev.npexport.engine.session.PreparedInputs;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/** A shard whose dashboards are in memory, so that writing it can be timed alone. */
final class ComputedShard implements AutoCloseable {

  /** Any text: the shard is read by nothing that checks it. */
  private static final String KEY = "benchmark";

  private final PreparedInputs prepared;
  private final ArchiveFacts facts;
  private final List<FeatureDashboard> dashboards;
  private final ExecutorService encoders;
  private final BlockPool blocks = new BlockPool();
  private final int threads;
  private final Path target;

  private ComputedShard(
      PreparedInputs prepared,
      ArchiveFacts facts,
      List<FeatureDashboard> dashboards,
      int threads,
      Path target) {
    this.prepared = prepared;
    this.facts = facts;
    this.dashboards = dashboards;
    this.encoders = Executors.newFixedThreadPool(threads);
    this.threads = threads;
    this.target = target;
  }

  static ComputedShard of(
      ProjectionBackend backend, InputPaths inputs, int features, int threads, Path folder) {
    ExportRequest request = EngineRun.request(backend, inputs, "{}", features, folder);
    PreparedInputs prepared = PreparedInputs.open(request, backend, ProgressListener.NONE);
    ArchiveFacts facts = ExportFacts.of(request, prepared);
    List<FeatureDashboard> dashboards = new ArrayList<>();
    int count = Math.min(features, prepared.activations().features());
    new DashboardBuilder(
            prepared.dashboardInputs(facts, ProgressListener.NONE), facts.options(), threads)
        .build(
            IntStream.range(0, count).toArray(), 0, count, ProgressListener.NONE, dashboards::add);
    return new ComputedShard(prepared, facts, dashboards, threads, folder.resolve("shard"));
  }

  Path folder() {
    return target;
  }

  /** Mean seconds of writing the whole shard anew so many times. */
  double write(int times) {
    double seconds = 0;
    for (int i = 0; i < times; i++) {
      seconds += write();
    }
    return seconds / times;
  }

  /** Seconds of writing the whole shard anew. */
  double write() {
    WorkFolder.remove(target);
    int tokens = facts.activations().tokensPerPrompt();
    ShardLayout layout =
        new ShardLayout(
            KEY,
            prepared.backend(),
            facts.names(),
            0,
            dashboards.size(),
            Batches.size(dashboards.size(), tokens, facts.options()),
            Batches.blockSize(tokens, facts.options()));
    BlockEncoder encoder =
        new BlockEncoder(facts, prepared.activations(), prepared.texts(), Labels.NONE, blocks);
    return Seconds.of(
        () -> {
          try (ShardWriter writer =
              new ShardWriter(Disk.LOCAL, target, layout, encoder, encoders, threads)) {
            dashboards.forEach(writer::accept);
            writer.finish();
          }
        });
  }

  @Override
  public void close() {
    encoders.close();
    prepared.close();
  }
}
