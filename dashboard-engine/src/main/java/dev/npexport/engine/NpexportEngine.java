package dev.npexport.engine;

import dev.npexport.engine.archive.ArchiveFacts;
import dev.npexport.engine.archive.ArchivePackager;
import dev.npexport.engine.archive.disk.Disk;
import dev.npexport.engine.archive.shard.BlockPool;
import dev.npexport.engine.format.activation.GroupedActivations;
import dev.npexport.engine.format.label.Labels;
import dev.npexport.engine.kernel.ProjectionBackend;
import dev.npexport.engine.plan.ShardPlanner;
import dev.npexport.engine.session.ExportFacts;
import dev.npexport.engine.session.FeaturePreview;
import dev.npexport.engine.session.InputDescriber;
import dev.npexport.engine.session.InputSessions;
import dev.npexport.engine.session.OpenInputs;
import dev.npexport.engine.session.PreparedInputs;
import dev.npexport.engine.session.ShardComputation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.ObjIntConsumer;

/**
 * The engine. It keeps the last inputs open between steps; steps that need them take turns, and
 * each uses all of the engine's threads. Only a planning goes on beside another step: with inputs
 * of its own, of which it maps the files and computes nothing. Close the engine to release files,
 * native memory and threads.
 */
public final class NpexportEngine implements ExportEngine, AutoCloseable {

  private final InputSessions sessions;
  private final InputSessions planning;
  private final ShardPlanner planner;
  private final Disk disk;
  private final int threads;
  private final ExecutorService encoders;
  private final BlockPool blocks = new BlockPool();

  /** An engine that writes to the local file system, with shards of the usual size. */
  public NpexportEngine(ProjectionBackend backend, int threads) {
    this(backend, threads, new ShardPlanner(ShardPlanner.DEFAULT_SHARD_COST), Disk.LOCAL);
  }

  /**
   * An engine.
   *
   * @param threads that compute, at least 1
   */
  public NpexportEngine(ProjectionBackend backend, int threads, ShardPlanner planner, Disk disk) {
    this.sessions = new InputSessions(backend);
    this.planning = new InputSessions(backend);
    this.planner = planner;
    this.disk = disk;
    this.threads = threads;
    this.encoders =
        Executors.newFixedThreadPool(
            threads, Thread.ofPlatform().daemon().name("encoder-", 0).factory());
  }

  @Override
  public InputFacts describe(InputPaths paths) {
    try (OpenInputs inputs = OpenInputs.open(paths)) {
      return InputDescriber.describe(inputs);
    }
  }

  @Override
  public ExportPlan plan(ExportRequest request, ProgressListener listener) {
    return beside(
        request,
        listener,
        prepared -> {
          ArchiveFacts facts = ExportFacts.of(request, prepared);
          int vocabulary = prepared.inputs().model().unembeddingRows().rows();
          return planner.plan(prepared.activations(), facts.options(), facts.dModel(), vocabulary);
        });
  }

  @Override
  public List<FeatureRow> featureTable(ExportRequest request, ProgressListener listener) {
    return beside(request, listener, NpexportEngine::featureTable);
  }

  /**
   * With the inputs of the other steps while these are idle, since the shards come next; else with
   * the planning's own, which stay open until then.
   */
  private <T> T beside(
      ExportRequest request, ProgressListener listener, Function<PreparedInputs, T> work) {
    Optional<T> done = sessions.withIfIdle(request, listener, work);
    if (done.isPresent()) {
      planning.closeIfIdle();
      return done.get();
    }
    return planning.with(request, listener, work);
  }

  private static List<FeatureRow> featureTable(PreparedInputs prepared) {
    GroupedActivations activations = prepared.activations();
    Labels labels = prepared.inputs().labels();
    long counted = activations.source().countedTokens();
    List<FeatureRow> rows = new ArrayList<>(activations.features());
    for (int feature = 0; feature < activations.features(); feature++) {
      long count = activations.count(feature);
      rows.add(
          new FeatureRow(
              feature,
              counted == 0 ? 0 : count / (double) counted,
              count,
              activations.max(feature),
              count == 0 ? 0 : activations.sum(feature) / count,
              count == 0,
              labels.first(feature)));
    }
    return rows;
  }

  @Override
  public byte[] dashboard(ExportRequest request, int feature) {
    return sessions.with(
        request,
        ProgressListener.NONE,
        prepared -> new FeaturePreview(prepared, threads).of(request, feature));
  }

  @Override
  public void dashboards(
      ExportRequest request,
      ExportPlan.Shard shard,
      ObjIntConsumer<byte[]> sink,
      ProgressListener listener) {
    sessions.with(
        request,
        listener,
        prepared -> {
          new FeaturePreview(prepared, threads).of(request, shard, sink, listener);
          return shard;
        });
  }

  @Override
  public void computeShard(
      ExportRequest request, ExportPlan.Shard shard, Path target, ProgressListener listener) {
    sessions.with(
        request,
        listener,
        prepared -> {
          new ShardComputation(prepared, planner, disk, encoders, blocks, threads)
              .run(request, shard, target, listener);
          return shard;
        });
  }

  @Override
  public PackagedArchive packageArchive(
      ExportRequest request,
      ExportPlan plan,
      List<Path> shardFolders,
      Path target,
      ProgressListener listener) {
    return sessions.with(
        request,
        listener,
        prepared -> {
          ArchiveFacts facts = ExportFacts.of(request, prepared);
          OpenInputs inputs = prepared.inputs();
          return new ArchivePackager(
                  disk,
                  facts,
                  inputs.sae(),
                  prepared.activations(),
                  request.labelEdits().over(inputs.labels()))
              .write(plan, shardFolders, target, listener);
        });
  }

  @Override
  public void close() {
    encoders.shutdown();
    sessions.close();
    planning.close();
  }
}
