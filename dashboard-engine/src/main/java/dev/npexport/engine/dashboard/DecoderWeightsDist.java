package dev.npexport.engine.dashboard;

import dev.npexport.engine.kernel.DotProduct;

/** How a {@code hook_z} decoder row is spread over the attention heads. */
final class DecoderWeightsDist {

  private DecoderWeightsDist() {}

  /** Length of each head's part / sum of them; all 0 for a row of length 0. */
  static double[] of(double[] row, int heads) {
    int width = row.length / heads;
    double[] shares = new double[heads];
    double sum = 0;
    for (int head = 0; head < heads; head++) {
      shares[head] = Math.sqrt(DotProduct.of(row, head * width, row, head * width, width));
      sum += shares[head];
    }
    for (int head = 0; head < heads && sum > 0; head++) {
      shares[head] /= sum;
    }
    return shares;
  }
}
