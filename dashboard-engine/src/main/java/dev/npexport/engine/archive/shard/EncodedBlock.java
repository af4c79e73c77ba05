package dev.npexport.engine.archive.shard;

import dev.npexport.engine.archive.deflate.FastDeflate;
import java.util.List;
import java.util.Map;

/**
 * Some consecutive features, encoded and compressed.
 *
 * @param features their entries
 * @param packed their packed bytes, one after another
 * @param rows by folder of the tree; a folder without a line is absent
 */
record EncodedBlock(List<ShardEntry> features, Bytes packed, Map<String, Rows> rows) {

  /**
   * Lines of a batch file.
   *
   * @param content the lines
   * @param deflated as {@link FastDeflate#part} makes them
   */
  record Rows(Bytes content, Bytes deflated) {}
}
