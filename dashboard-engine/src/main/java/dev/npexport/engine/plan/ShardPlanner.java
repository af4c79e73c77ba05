package dev.npexport.engine.plan;

import dev.npexport.engine.ExportPlan;
import dev.npexport.engine.ExportPlan.Shard;
import dev.npexport.engine.dashboard.ExportOptions;
import dev.npexport.engine.format.activation.GroupedActivations;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts an export into shards of about equal work. A shard is a whole number of batches, so that
 * every file of the archive is made by one shard and the archive is the same for any cut.
 */
public final class ShardPlanner {

  /** Some seconds of a worker with two cores. */
  public static final long DEFAULT_SHARD_COST = 200_000_000_000L;

  private final long shardCost;
  private final int batchFeatures;

  /**
   * A planner.
   *
   * @param shardCost work of one shard in multiply-adds; shards are as close to it as whole batches
   *     allow
   */
  public ShardPlanner(long shardCost) {
    this(shardCost, Batches.FEWEST_FEATURES);
  }

  /**
   * A planner with batches of its own size.
   *
   * @param batchFeatures that a batch has at least, memory permitting. Batches are files of the
   *     archive, so everybody who works on an export needs the same
   */
  public ShardPlanner(long shardCost, int batchFeatures) {
    if (shardCost < 1) {
      throw new IllegalArgumentException("a shard needs some work, not " + shardCost);
    }
    if (batchFeatures < 1) {
      throw new IllegalArgumentException("a batch needs some features, not " + batchFeatures);
    }
    this.shardCost = shardCost;
    this.batchFeatures = batchFeatures;
  }

  /** Features in a batch of an export. */
  public int batchSize(int selected, int tokensPerPrompt, ExportOptions options) {
    return Batches.size(selected, tokensPerPrompt, options, batchFeatures);
  }

  /**
   * Plans an export.
   *
   * @param dModel width of the unembedding
   * @param vocabulary rows of the unembedding
   * @throws dev.npexport.engine.problem.InputException for a selection or a size that cannot be
   */
  public ExportPlan plan(
      GroupedActivations activations, ExportOptions options, int dModel, int vocabulary) {
    int[] selected = FeatureSelector.select(options, activations);
    int batch = batchSize(selected.length, activations.source().tokensPerPrompt(), options);
    WorkEstimate estimate = new WorkEstimate(activations, options, dModel, vocabulary);
    List<Shard> shards = new ArrayList<>();
    int from = 0;
    long cost = 0;
    long mostActive = 0;
    for (int place = 0; place < selected.length; place++) {
      cost += estimate.cost(selected[place]);
      mostActive = Math.max(mostActive, activations.count(selected[place]));
      int to = place + 1;
      boolean batchEnds = to % batch == 0;
      if (to == selected.length || batchEnds && cost >= shardCost) {
        shards.add(new Shard(shards.size(), from, to, cost, estimate.memory(mostActive)));
        from = to;
        cost = 0;
        mostActive = 0;
      }
    }
    return new ExportPlan(selected, batch, List.copyOf(shards));
  }
}
