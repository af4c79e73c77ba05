package dev.npexport.engine.archive.shard;

import dev.npexport.engine.archive.ArchivePaths;
import dev.npexport.engine.archive.deflate.FastDeflate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Some consecutive features, encoded and compressed, with the memory that it took: blocks are used
 * again, because asking the system for new memory costs more than filling it.
 */
final class EncodedBlock {

  private static final int CAPACITY = 1 << 18;

  private final List<ShardEntry> features = new ArrayList<>();
  private final Bytes packed = new Bytes(CAPACITY);
  private final Map<String, Rows> rows = new LinkedHashMap<>();

  EncodedBlock() {
    for (String folder : ArchivePaths.BATCH_FOLDERS) {
      rows.put(folder, new Rows(new Bytes(CAPACITY), new Bytes(CAPACITY)));
    }
  }

  /** Entries of the features. */
  List<ShardEntry> features() {
    return features;
  }

  /** Packed bytes of the features, one after another. */
  Bytes packed() {
    return packed;
  }

  /** Rows by folder of the tree, empty where there are none. */
  Map<String, Rows> rows() {
    return rows;
  }

  void clear() {
    features.clear();
    packed.reset();
    for (Rows each : rows.values()) {
      each.content.reset();
      each.deflated.reset();
    }
  }

  /**
   * Lines of a batch file.
   *
   * @param content the lines
   * @param deflated as {@link FastDeflate#part} makes them
   */
  record Rows(Bytes content, Bytes deflated) {}
}
