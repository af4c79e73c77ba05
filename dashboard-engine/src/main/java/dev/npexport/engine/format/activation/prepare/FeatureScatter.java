package dev.npexport.engine.format.activation.prepare;

import dev.npexport.engine.format.activation.EntryBlock;
import dev.npexport.engine.format.activation.EntryPart;
import dev.npexport.engine.problem.Cancellation;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/**
 * Second reading of a part whose features come by place: each entry that counts goes to the next
 * free slot of its feature, and the feature's statistics grow with it, in place order.
 */
final class FeatureScatter {

  private final FeatureTable table;
  private final MemorySegment byFeature;
  private final ActivationRule rule;
  private final Cancellation cancellation;

  /**
   * @param byFeature int64 [nonzeros]
   */
  FeatureScatter(
      FeatureTable table, MemorySegment byFeature, ActivationRule rule, Cancellation cancellation) {
    this.table = table;
    this.byFeature = byFeature;
    this.rule = rule;
    this.cancellation = cancellation;
  }

  /** Groups one part; parts share no feature, so several may run at once. */
  void run(EntryPart part) {
    int first = part.firstFeature();
    long[] cursor = Arrays.copyOfRange(table.start(), first, part.endFeature());
    int[] places = new int[EntryBlock.CAPACITY];
    float[] worth = new float[EntryBlock.CAPACITY];
    part.read(
        block -> {
          cancellation.check();
          rule.apply(part, block, places, worth);
          for (int i = 0; i < block.size(); i++) {
            if (worth[i] > 0) {
              int feature = block.features[i];
              long at = cursor[feature - first]++;
              if (at >= table.start()[feature + 1]) {
                throw ActivationRule.changed(part, block.first() + i);
              }
              byFeature.setAtIndex(
                  PreparedLayout.LONG, at, PreparedLayout.pack(places[i], worth[i]));
              table.add(feature, worth[i]);
            }
          }
        });
    for (int feature = first; feature < part.endFeature(); feature++) {
      if (cursor[feature - first] != table.start()[feature + 1]) {
        throw ActivationRule.changed(part, part.entries());
      }
    }
  }
}
