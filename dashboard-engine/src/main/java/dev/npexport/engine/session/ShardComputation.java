package dev.npexport.engine.session;

import dev.npexport.engine.ExportPlan.Shard;
import dev.npexport.engine.ExportRequest;
import dev.npexport.engine.ProgressListener;
import dev.npexport.engine.archive.ArchiveFacts;
import dev.npexport.engine.archive.disk.Disk;
import dev.npexport.engine.archive.shard.BlockEncoder;
import dev.npexport.engine.archive.shard.BlockPool;
import dev.npexport.engine.archive.shard.ShardKey;
import dev.npexport.engine.archive.shard.ShardLayout;
import dev.npexport.engine.archive.shard.ShardWriter;
import dev.npexport.engine.dashboard.DashboardBuilder;
import dev.npexport.engine.dashboard.DashboardInputs;
import dev.npexport.engine.dashboard.ExportOptions;
import dev.npexport.engine.format.label.Labels;
import dev.npexport.engine.plan.Batches;
import dev.npexport.engine.plan.FeatureSelector;
import dev.npexport.engine.plan.ShardPlanner;
import dev.npexport.engine.problem.InputException;
import dev.npexport.engine.problem.ProblemCode;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;

/** Computes and writes one shard. */
public final class ShardComputation {

  private final PreparedInputs prepared;
  private final ShardPlanner planner;
  private final Disk disk;
  private final ExecutorService encoders;
  private final BlockPool blocks;
  private final int threads;

  public ShardComputation(
      PreparedInputs prepared,
      ShardPlanner planner,
      Disk disk,
      ExecutorService encoders,
      BlockPool blocks,
      int threads) {
    this.prepared = prepared;
    this.planner = planner;
    this.disk = disk;
    this.encoders = encoders;
    this.blocks = blocks;
    this.threads = threads;
  }

  /**
   * Writes the shard folder.
   *
   * @throws InputException if the shard is no piece of this request, or anything fails on the way
   */
  public void run(ExportRequest request, Shard shard, Path target, ProgressListener listener) {
    ArchiveFacts facts = ExportFacts.of(request, prepared);
    ExportOptions options = facts.options();
    int tokens = facts.activations().tokensPerPrompt();
    int[] selected = FeatureSelector.select(options, prepared.activations());
    int batchSize = planner.batchSize(selected.length, tokens, options);
    requirePiece(shard, selected.length, batchSize, target);
    Labels labels =
        options.includeExplanations()
            ? request.labelEdits().over(prepared.inputs().labels())
            : Labels.NONE;
    DashboardInputs inputs = prepared.dashboardInputs(facts, listener);
    ShardLayout layout =
        new ShardLayout(
            ShardKey.of(facts, labels, selected, batchSize, shard),
            inputs.backend().orElse(prepared.backend()),
            facts.names(),
            shard.from(),
            shard.to(),
            batchSize,
            Batches.blockSize(tokens, options));
    BlockEncoder encoder =
        new BlockEncoder(facts, prepared.activations(), prepared.texts(), labels, blocks);
    DashboardBuilder builder = new DashboardBuilder(inputs, options, threads);
    try (ShardWriter writer = new ShardWriter(disk, target, layout, encoder, encoders, threads)) {
      builder.build(selected, shard.from(), shard.to(), listener, writer::accept);
      writer.finish();
    }
  }

  private static void requirePiece(Shard shard, int selected, int batchSize, Path target) {
    boolean piece =
        shard.from() >= 0
            && shard.from() < shard.to()
            && shard.to() <= selected
            && shard.from() % batchSize == 0
            && (shard.to() == selected || shard.to() % batchSize == 0);
    if (!piece) {
      throw new InputException(
          ProblemCode.INPUT_CHANGED,
          target,
          "shard " + shard.number(),
          "places %d to %d are no whole batches of %d of the %d selected features; plan again"
              .formatted(shard.from(), shard.to(), batchSize, selected));
    }
  }
}
