package dev.npexport.engine.plan;

import static dev.npexport.engine.plan.FeatureSelectorTest.options;
import static org.assertj.core.api.Assertions.assertThat;

import dev.npexport.engine.ExportPlan.Shard;
import dev.npexport.engine.dashboard.ExportOptions;
import dev.npexport.engine.format.activation.FakeActivations;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ShardPlannerTest {

  @Test
  void shardsAreConsecutiveCompleteAndWholeBatches() {
    var random = new Random(1);
    for (int round = 0; round < 50; round++) {
      var counts = random.longs(1 + random.nextInt(20_000), 0, 5_000).toArray();
      var activations = FakeActivations.ofCounts(counts, 100_000, 1 + random.nextInt(512));
      var plan =
          new ShardPlanner(1 + random.nextLong(1_000_000_000_000L))
              .plan(activations, ExportOptions.DEFAULTS, 64, 1_000);
      var next = 0;
      for (Shard shard : plan.shards()) {
        assertThat(shard.number()).isEqualTo(plan.shards().indexOf(shard));
        assertThat(shard.from()).isEqualTo(next).isLessThan(shard.to());
        assertThat(shard.from() % plan.batchSize()).isZero();
        next = shard.to();
      }
      assertThat(next).isEqualTo(plan.selected().length).isEqualTo(counts.length);
    }
  }

  @Test
  void cutsByWorkNotByCount() {
    var counts = new long[8 * 1024];
    Arrays.fill(counts, 0, 1024, 1_000_000);
    var activations = FakeActivations.ofCounts(counts, 2_000_000, 128);
    var options = options("{'include_logit_lens': false}");
    var heavy = new ShardPlanner(200_000_000_000L).plan(activations, options, 64, 1_000);
    assertThat(heavy.shards()).hasSize(2);
    assertThat(heavy.shards().getFirst().to()).isEqualTo(1024);
  }

  @Test
  void theLogitLensCounts() {
    var activations = FakeActivations.ofCounts(new long[16_384], 98_304, 128);
    var planner = new ShardPlanner(ShardPlanner.DEFAULT_SHARD_COST);
    var with = planner.plan(activations, ExportOptions.DEFAULTS, 2_304, 256_000);
    var without =
        planner.plan(activations, options("{'include_logit_lens': false}"), 2_304, 256_000);
    assertThat(with.shards()).hasSize(16);
    assertThat(without.shards()).hasSize(1);
    assertThat(with.shards().getFirst().memoryBytes())
        .isGreaterThan(4L * 2_304 * 256_000)
        .isGreaterThan(without.shards().getFirst().memoryBytes());
  }

  @Test
  void aFinerCutKeepsTheBatches() {
    var activations = FakeActivations.ofCounts(new long[4_096], 98_304, 128);
    var one = new ShardPlanner(Long.MAX_VALUE).plan(activations, ExportOptions.DEFAULTS, 8, 100);
    var many = new ShardPlanner(1).plan(activations, ExportOptions.DEFAULTS, 8, 100);
    assertThat(one.shards()).hasSize(1);
    assertThat(many.shards()).hasSize(4);
    assertThat(many.batchSize()).isEqualTo(one.batchSize());
    assertThat(many.selected()).isEqualTo(one.selected());
  }

  @Test
  void smallerBatchesAllowSmallerShards() {
    var activations = FakeActivations.ofCounts(new long[100], 98_304, 128);
    var plan = new ShardPlanner(1, 32).plan(activations, ExportOptions.DEFAULTS, 8, 100);
    assertThat(plan.batchSize()).isEqualTo(32);
    assertThat(plan.shards()).extracting(s -> s.to() - s.from()).containsExactly(32, 32, 32, 4);
  }
}
