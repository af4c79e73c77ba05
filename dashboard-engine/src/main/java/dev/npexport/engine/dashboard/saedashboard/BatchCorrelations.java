package dev.npexport.engine.dashboard.saedashboard;

import dev.npexport.engine.dashboard.RankedFeatures;
import dev.npexport.engine.format.activation.FeatureActivations;
import dev.npexport.engine.format.activation.GroupedActivations;
import dev.npexport.engine.kernel.BestK;
import java.util.Arrays;

/**
 * The three features of the same batch that correlate most with one feature, over all positions,
 * those of ignored tokens included. The feature itself takes part with 0, so that it is named where
 * no other correlates above that.
 */
final class BatchCorrelations {

  private static final int K = 3;

  private final GroupedActivations activations;
  private final FeatureBatches batches;
  private final RollingCorrelation correlation;
  private final double[] products;
  private final int[] active;
  private final float[] values;

  /**
   * @param activations with those at ignored tokens
   * @param positions of the cache
   */
  BatchCorrelations(GroupedActivations activations, long positions, int batchSize) {
    this.activations = activations;
    batches = new FeatureBatches(activations.features(), batchSize);
    correlation = new RollingCorrelation(positions);
    products = new double[Math.min(batchSize, activations.features())];
    active = new int[activations.maxActive()];
    values = new float[activations.maxActive()];
  }

  RankedFeatures of(int feature) {
    int first = batches.first(feature);
    int end = batches.end(feature);
    sumProducts(activations.feature(feature), first, end);
    BestK best = new BestK(Math.min(K, end - first));
    for (int other = first; other < end; other++) {
      best.offer(other, other == feature ? 0 : pearson(feature, other, products[other - first]));
    }
    BestK.Ranked ranked = best.drain();
    double[] cosines = new double[ranked.indices().length];
    for (int i = 0; i < cosines.length; i++) {
      int other = ranked.indices()[i];
      cosines[i] =
          other == feature
              ? 0
              : correlation.cosine(
                  products[other - first],
                  activations.sumOfSquares(feature),
                  activations.sumOfSquares(other));
    }
    return new RankedFeatures(ranked.indices(), ranked.values(), cosines);
  }

  private double pearson(int feature, int other, double product) {
    return correlation.pearson(
        product,
        activations.sum(feature),
        activations.sum(other),
        activations.sumOfSquares(feature),
        activations.sumOfSquares(other));
  }

  private void sumProducts(FeatureActivations places, int first, int end) {
    Arrays.fill(products, 0);
    for (int i = 0; i < places.size(); i++) {
      double value = places.values()[i];
      int here = activations.activeAt(places.prompts()[i], places.positions()[i], active, values);
      for (int j = 0; j < here; j++) {
        if (active[j] >= first && active[j] < end) {
          products[active[j] - first] += value * values[j];
        }
      }
    }
  }
}
