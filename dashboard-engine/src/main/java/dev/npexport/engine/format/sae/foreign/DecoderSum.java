package dev.npexport.engine.format.sae.foreign;

import dev.npexport.engine.format.tensor.FloatRows;
import dev.npexport.engine.format.tensor.TensorView;

/** Rows {@code [d_sae, d_out]} of a decoder {@code [d_sae, layers, d_out]}, summed in float64. */
final class DecoderSum implements FloatRows {

  private final TensorView decoder;
  private final long layers;
  private final int width;

  DecoderSum(TensorView decoder) {
    this.decoder = decoder;
    this.layers = decoder.shape()[1];
    this.width = Math.toIntExact(decoder.shape()[2]);
  }

  @Override
  public long rows() {
    return decoder.shape()[0];
  }

  @Override
  public int width() {
    return width;
  }

  @Override
  public void read(long first, int count, float[] target) {
    double[] sums = new double[count * width];
    float[] part = new float[count * width];
    for (long layer = 0; layer < layers; layer++) {
      decoder.select(1, layer).rows().read(first, count, part);
      for (int i = 0; i < sums.length; i++) {
        sums[i] += part[i];
      }
    }
    for (int i = 0; i < sums.length; i++) {
      target[i] = (float) sums[i];
    }
  }
}
