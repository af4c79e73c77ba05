package dev.npexport.engine.dashboard.exact;

import dev.npexport.engine.dashboard.TopToken;
import dev.npexport.engine.format.activation.FeatureActivations;
import dev.npexport.engine.format.activation.GroupedActivations;
import dev.npexport.engine.kernel.BestK;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The tokens that a feature fires on, by the sum of its activations there. Sums are kept by token
 * id and only the ids that were touched are cleared: the work is linear in the feature's
 * activations.
 */
final class TopTokens {

  private final GroupedActivations places;
  private final int k;
  private long[] counts = new long[0];
  private double[] totals = new double[0];
  private float[] largest = new float[0];
  private int[] touched = new int[64];

  TopTokens(GroupedActivations places, int k) {
    this.places = places;
    this.k = k;
  }

  /** The first k by total, ties to the lower token id. */
  List<TopToken> of(FeatureActivations activations) {
    int distinct = sum(activations);
    BestK best = new BestK(Math.min(k, distinct));
    for (int i = 0; i < distinct; i++) {
      best.offer(touched[i], totals[touched[i]]);
    }
    List<TopToken> tokens = new ArrayList<>();
    for (int id : best.drain().indices()) {
      tokens.add(new TopToken(id, counts[id], totals[id], totals[id] / counts[id], largest[id]));
    }
    for (int i = 0; i < distinct; i++) {
      counts[touched[i]] = 0;
      totals[touched[i]] = 0;
      largest[touched[i]] = 0;
    }
    return tokens;
  }

  private int sum(FeatureActivations activations) {
    int distinct = 0;
    for (int i = 0; i < activations.size(); i++) {
      int id = places.token(activations.prompts()[i], activations.positions()[i]);
      makeRoom(id);
      if (counts[id]++ == 0) {
        if (distinct == touched.length) {
          touched = Arrays.copyOf(touched, 2 * distinct);
        }
        touched[distinct++] = id;
      }
      totals[id] += activations.values()[i];
      largest[id] = Math.max(largest[id], activations.values()[i]);
    }
    return distinct;
  }

  private void makeRoom(int id) {
    if (id >= counts.length) {
      int length = Math.max(id + 1, 2 * counts.length);
      counts = Arrays.copyOf(counts, length);
      totals = Arrays.copyOf(totals, length);
      largest = Arrays.copyOf(largest, length);
    }
  }
}
