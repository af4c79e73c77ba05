package dev.npexport.engine.plan;

import dev.npexport.engine.dashboard.ExportOptions;
import dev.npexport.engine.format.activation.GroupedActivations;

/**
 * What computing a feature costs, in multiply-adds, and what a worker needs to hold meanwhile. Only
 * the proportions matter: they cut shards of equal work.
 */
final class WorkEstimate {

  /** Gathering, sorting and counting one activation, as measured against a multiply-add. */
  private static final long PER_ACTIVATION = 200;

  /** Writing and compressing one token of one example into the feature file and the row. */
  private static final long PER_WRITTEN_TOKEN = 2_000;

  /** The rest of a feature: its other sections, neighbours, the entry itself. */
  private static final long PER_FEATURE = 500_000;

  /** Features that are encoded together. */
  private static final long BLOCK = 64;

  /** JVM, code, tiles and buffers that do not depend on the input. */
  private static final long BASE_BYTES = 256L << 20;

  private final GroupedActivations activations;
  private final ExportOptions options;
  private final long projection;
  private final long unembeddingBytes;
  private final double activePerToken;
  private final int tokens;

  WorkEstimate(GroupedActivations activations, ExportOptions options, int dModel, int vocabulary) {
    this.activations = activations;
    this.options = options;
    this.projection = options.includeLogitLens() ? (long) dModel * vocabulary : 0;
    this.unembeddingBytes = (Float.BYTES + Short.BYTES) * projection; // kept in both
    this.activePerToken = activations.source().meanL0();
    this.tokens = Batches.tokensPerExample(activations.source().tokensPerPrompt(), options);
  }

  long cost(int feature) {
    long active = activations.count(feature);
    long correlations = Math.round(active * activePerToken);
    long examples = Math.min(active, Batches.examplesPerFeature(options));
    return projection
        + correlations
        + PER_ACTIVATION * active
        + PER_WRITTEN_TOKEN * examples * tokens
        + PER_FEATURE;
  }

  /** Bytes for a shard whose busiest feature has {@code mostActive} activations. */
  long memory(long mostActive) {
    long feature = 12 * mostActive + 8L * activations.features();
    long block = BLOCK * Batches.examplesPerFeature(options) * tokens * 64L;
    return BASE_BYTES + unembeddingBytes + 4 * feature + 4 * block;
  }
}
