package dev.npexport.engine;

import java.util.List;

/**
 * What an export will write, a pure function of inputs and options.
 *
 * @param selected feature indices, ascending
 * @param batchSize selected features in a Neuronpedia batch file
 * @param shards consecutive and complete; each a whole number of batches
 */
public record ExportPlan(int[] selected, int batchSize, List<Shard> shards) {

  /**
   * A piece of work.
   *
   * @param from first place in {@code selected}
   * @param to place after the last
   * @param cost estimated work, in multiply-adds
   * @param memoryBytes estimated memory a worker needs for it
   */
  public record Shard(int number, int from, int to, long cost, long memoryBytes) {}
}
