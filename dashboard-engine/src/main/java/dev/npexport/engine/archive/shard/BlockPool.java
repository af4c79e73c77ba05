package dev.npexport.engine.archive.shard;

import dev.npexport.engine.archive.deflate.FastDeflate;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Memory that blocks are encoded in, kept from one shard to the next: about as much as the blocks
 * that were ever under way at once. Safe for concurrent use.
 */
public final class BlockPool {

  private static final int CAPACITY = 1 << 18;

  private final ConcurrentLinkedQueue<Tools> tools = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<EncodedBlock> blocks = new ConcurrentLinkedQueue<>();

  /**
   * What a thread encodes with.
   *
   * @param content of one feature
   */
  record Tools(FastDeflate deflate, Bytes content) {}

  Tools takeTools() {
    Tools kept = tools.poll();
    return kept == null ? new Tools(new FastDeflate(), new Bytes(CAPACITY)) : kept;
  }

  void giveBack(Tools used) {
    tools.add(used);
  }

  /** An empty block. */
  EncodedBlock takeBlock() {
    EncodedBlock kept = blocks.poll();
    return kept == null ? new EncodedBlock() : kept;
  }

  void giveBack(EncodedBlock used) {
    used.clear();
    blocks.add(used);
  }
}
