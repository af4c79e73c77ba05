package dev.npexport.engine.dashboard.saedashboard;

import dev.npexport.engine.dashboard.RankedFeatures;
import dev.npexport.engine.format.activation.FeatureActivations;
import dev.npexport.engine.format.activation.GroupedActivations;
import dev.npexport.engine.format.dense.DenseSums;
import dev.npexport.engine.kernel.BestK;
import java.util.Arrays;

/**
 * The three dimensions of the hook that correlate most with one feature, over all positions, those
 * of ignored tokens included. Only the places at which the feature fires are read.
 */
final class NeuronCorrelations {

  private static final int K = 3;

  private final GroupedActivations activations;
  private final DenseSums dense;
  private final RollingCorrelation correlation;
  private final double[] products;
  private final double[] row;

  /**
   * @param activations with those at ignored tokens
   * @param positions of the cache
   */
  NeuronCorrelations(GroupedActivations activations, long positions, DenseSums dense) {
    this.activations = activations;
    this.dense = dense;
    correlation = new RollingCorrelation(positions);
    products = new double[dense.width()];
    row = new double[dense.width()];
  }

  RankedFeatures of(int feature) {
    sumProducts(activations.feature(feature));
    BestK best = new BestK(Math.min(K, products.length));
    for (int dimension = 0; dimension < products.length; dimension++) {
      best.offer(
          dimension,
          correlation.pearson(
              products[dimension],
              activations.sum(feature),
              dense.sum(dimension),
              activations.sumOfSquares(feature),
              dense.sumOfSquares(dimension)));
    }
    BestK.Ranked ranked = best.drain();
    double[] cosines = new double[ranked.indices().length];
    for (int i = 0; i < cosines.length; i++) {
      int dimension = ranked.indices()[i];
      cosines[i] =
          correlation.cosine(
              products[dimension],
              activations.sumOfSquares(feature),
              dense.sumOfSquares(dimension));
    }
    return new RankedFeatures(ranked.indices(), ranked.values(), cosines);
  }

  private void sumProducts(FeatureActivations places) {
    Arrays.fill(products, 0);
    for (int i = 0; i < places.size(); i++) {
      dense.read(places.prompts()[i], places.positions()[i], row);
      double value = places.values()[i];
      for (int dimension = 0; dimension < row.length; dimension++) {
        products[dimension] += value * row[dimension];
      }
    }
  }
}
