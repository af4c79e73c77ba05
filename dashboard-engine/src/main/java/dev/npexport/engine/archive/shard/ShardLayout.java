package dev.npexport.engine.archive.shard;

import dev.npexport.engine.archive.neuronpedia.NeuronpediaNames;

/**
 * Which part of the selection a shard holds and how it is cut.
 *
 * @param key of the shard, see {@link ShardKey}
 * @param from first place in the selection, a multiple of {@code batchSize}
 * @param to place after the last
 * @param batchSize features in a batch file
 * @param blockSize features that are encoded together
 */
public record ShardLayout(
    String key,
    String backend,
    NeuronpediaNames names,
    int from,
    int to,
    int batchSize,
    int blockSize) {

  /** Whether a block ends before {@code place}: when it is full, at a batch's and at the end. */
  boolean endsBlock(int place) {
    return place == to || endsBatch(place) || place % batchSize % blockSize == 0;
  }

  /** Whether a batch ends before {@code place}. */
  boolean endsBatch(int place) {
    return place == to || place % batchSize == 0;
  }
}
