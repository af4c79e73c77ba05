package dev.npexport.engine;

import java.nio.file.Path;
import java.util.List;
import java.util.function.ObjIntConsumer;

/**
 * The three steps of an export and the look at its inputs before it. Every method throws {@link
 * dev.npexport.engine.problem.InputException} with all problems it found; every step gives the same
 * bytes when it is repeated, whoever repeats it.
 */
public interface ExportEngine {

  /** Opens headers, checks that the inputs fit together and takes their fingerprints. */
  InputFacts describe(InputPaths inputs);

  /**
   * Prepares the activations (once for each SAE, kept in {@link ExportRequest#preparedFolder()}),
   * selects features and cuts them into shards.
   */
  ExportPlan plan(ExportRequest request, ProgressListener listener);

  /**
   * Every feature of the SAE, ascending by index, with its statistics and label; needs the
   * activations that {@link #plan} prepared and prepares them if they are not there.
   */
  List<FeatureRow> featureTable(ExportRequest request, ProgressListener listener);

  /**
   * Computes one shard of {@link #plan} into {@code target}, a folder that does not exist yet; it
   * appears complete or not at all.
   */
  void computeShard(
      ExportRequest request, ExportPlan.Shard shard, Path target, ProgressListener listener);

  /**
   * Joins the shard folders, in shard order, into the archive; {@code target} appears complete or
   * not at all.
   *
   * @param listener hears of features as they are packed
   */
  PackagedArchive packageArchive(
      ExportRequest request,
      ExportPlan plan,
      List<Path> shardFolders,
      Path target,
      ProgressListener listener);

  /**
   * Computes the dashboards of one shard of {@link #plan}, in index order, each as {@link
   * #dashboard} gives it.
   *
   * @param sink takes a feature's index and its JSON, on the calling thread
   */
  void dashboards(
      ExportRequest request,
      ExportPlan.Shard shard,
      ObjIntConsumer<byte[]> sink,
      ProgressListener listener);

  /**
   * Computes one feature as the archive's {@code features/{index}.json} would hold it.
   *
   * @param feature index of the feature, below d_sae whatever the request selects
   * @return one JSON object, UTF-8
   */
  byte[] dashboard(ExportRequest request, int feature);
}
