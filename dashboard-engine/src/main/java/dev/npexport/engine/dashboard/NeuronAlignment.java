package dev.npexport.engine.dashboard;

import dev.npexport.engine.kernel.BestK;

/** The dimensions of the hook that a decoder row points along most. */
final class NeuronAlignment {

  private static final int K = 3;

  private NeuronAlignment() {}

  /** The 3 largest signed components; in l1 the share abs(value) / Σ abs(row). */
  static RankedFeatures of(double[] row) {
    BestK best = new BestK(Math.min(K, row.length));
    double sum = 0;
    for (int i = 0; i < row.length; i++) {
      best.offer(i, row[i]);
      sum += Math.abs(row[i]);
    }
    BestK.Ranked ranked = best.drain();
    double[] shares = new double[ranked.values().length];
    for (int i = 0; i < shares.length; i++) {
      shares[i] = sum == 0 ? 0 : Math.abs(ranked.values()[i]) / sum;
    }
    return new RankedFeatures(ranked.indices(), ranked.values(), shares);
  }
}
