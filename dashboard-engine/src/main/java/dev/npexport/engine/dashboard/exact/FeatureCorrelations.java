package dev.npexport.engine.dashboard.exact;

import dev.npexport.engine.dashboard.RankedFeatures;
import dev.npexport.engine.format.activation.FeatureActivations;
import dev.npexport.engine.format.activation.GroupedActivations;
import dev.npexport.engine.kernel.BestK;

/**
 * The features that fire together with one feature: Pearson's correlation over counted tokens, from
 * the sparse cache. Only features active at one of its places can correlate above 0, so Σxy is
 * collected there and nowhere else; everything else comes from sums that each feature has.
 */
final class FeatureCorrelations {

  private static final int K = 3;

  private final GroupedActivations activations;
  private final double countedTokens;
  private final double[] sums;
  private final double[] spreads;
  private final double[] products;
  private final int[] touched;
  private final int[] active;
  private final float[] values;

  FeatureCorrelations(GroupedActivations activations) {
    this.activations = activations;
    countedTokens = activations.source().countedTokens();
    sums = new double[activations.features()];
    spreads = new double[activations.features()];
    for (int feature = 0; feature < sums.length; feature++) {
      sums[feature] = activations.sum(feature);
      spreads[feature] =
          countedTokens * activations.sumOfSquares(feature) - sums[feature] * sums[feature];
    }
    products = new double[activations.features()];
    touched = new int[activations.features()];
    active = new int[activations.maxActive()];
    values = new float[activations.maxActive()];
  }

  /** The up to 3 largest above 0, itself excluded, ties to the lower index; cosine in l1. */
  RankedFeatures of(int feature, FeatureActivations places) {
    int count = sumProducts(places);
    BestK best = new BestK(Math.min(K, count));
    for (int i = 0; i < count; i++) {
      int other = touched[i];
      double pearson = other == feature ? 0 : pearson(feature, other);
      if (pearson > 0) {
        best.offer(other, pearson);
      }
    }
    BestK.Ranked ranked = best.drain();
    double[] cosines = new double[ranked.indices().length];
    for (int i = 0; i < cosines.length; i++) {
      int other = ranked.indices()[i];
      cosines[i] =
          products[other]
              / Math.sqrt(activations.sumOfSquares(feature) * activations.sumOfSquares(other));
    }
    for (int i = 0; i < count; i++) {
      products[touched[i]] = 0;
    }
    return new RankedFeatures(ranked.indices(), ranked.values(), cosines);
  }

  /** Products are above 0, but may vanish when both values are tiny: such pairs do not count. */
  private int sumProducts(FeatureActivations places) {
    int count = 0;
    for (int i = 0; i < places.size(); i++) {
      double value = places.values()[i];
      int here = activations.activeAt(places.prompts()[i], places.positions()[i], active, values);
      for (int j = 0; j < here; j++) {
        int other = active[j];
        double before = products[other];
        double after = before + value * values[j];
        products[other] = after;
        if (before == 0 && after > 0) {
          touched[count++] = other;
        }
      }
    }
    return count;
  }

  /** (nΣxy − ΣxΣy) / √((nΣx² − (Σx)²)(nΣy² − (Σy)²)); 0 unless it is above. */
  private double pearson(int feature, int other) {
    double covariance = countedTokens * products[other] - sums[feature] * sums[other];
    if (covariance <= 0) {
      return 0;
    }
    double scale = Math.sqrt(spreads[feature] * spreads[other]);
    return scale > 0 ? covariance / scale : 0;
  }
}
