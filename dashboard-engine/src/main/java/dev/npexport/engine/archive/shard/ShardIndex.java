package dev.npexport.engine.archive.shard;

import java.util.List;

/**
 * What a shard folder holds, so that packaging copies it without looking inside.
 *
 * @param key of the export and the piece of it: see {@link ShardKey}
 * @param backend what computed the logits
 * @param features entries of {@link ShardFiles#FEATURES}, whose packed bytes follow each other
 *     there
 * @param featuresSha256 of that file
 * @param batches one entry for each batch file
 */
public record ShardIndex(
    String key,
    String backend,
    List<ShardEntry> features,
    String featuresSha256,
    List<Batch> batches) {

  /**
   * A batch file.
   *
   * @param folder in the source's folder, for example {@code activations}
   * @param file its name in the shard folder
   */
  public record Batch(String folder, String file, ShardEntry entry) {}

  /** Size of {@link ShardFiles#FEATURES}. */
  public long featuresBytes() {
    return features.stream().mapToLong(ShardEntry::packedSize).sum();
  }
}
