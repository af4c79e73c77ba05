package dev.npexport.engine.format.sae.foreign;

import dev.npexport.engine.format.sae.SaeDimensions;
import dev.npexport.engine.format.safetensors.Shapes;
import dev.npexport.engine.format.tensor.FloatRows;
import dev.npexport.engine.format.tensor.TensorView;
import dev.npexport.engine.problem.ProblemCode;

/** Rows {@code [d_sae, d_out]} of a decoder {@code [d_sae, layers, d_out]}, summed in float64. */
final class DecoderSum implements FloatRows {

  private static final int MOST_LAYERS = 1_000;

  private final TensorView decoder;
  private final long layers;
  private final int width;

  private DecoderSum(TensorView decoder) {
    this.decoder = decoder;
    this.layers = decoder.shape()[1];
    this.width = Math.toIntExact(decoder.shape()[2]);
  }

  /**
   * Takes the decoder of a cross-layer transcoder as SAELens holds such a transcoder, with every
   * layer's part in one row. Activations are the transcoder's own; what a row adds to the residual
   * stream is its sum over layers; the reconstruction is no single layer's, of which a person is
   * warned.
   */
  static void take(Conversion conversion, String... sources) {
    TensorView view = conversion.require(sources);
    SaeDimensions sizes = conversion.sizes();
    long[] shape = view.shape();
    if (shape.length != 3
        || shape[0] != sizes.dSae()
        || shape[2] != sizes.dOut()
        || shape[1] < 1
        || shape[1] > MOST_LAYERS
        || !view.dtype().isFloating()) {
      conversion.reject(
          ProblemCode.WRONG_SHAPE,
          conversion.fileOf(view),
          "tensor " + view.name(),
          "is %s of shape %s, expected floating-point [%d, 1 to %d layers, %d]"
              .formatted(
                  view.dtype(), Shapes.text(shape), sizes.dSae(), MOST_LAYERS, sizes.dOut()));
      return;
    }
    conversion.put("W_dec", new DecoderSum(view));
    conversion.warn(
        "It is a layer of a cross-layer transcoder, whose decoders for %d layers are summed, as SAELens does: activations and logits are right, its reconstruction is that of no single layer."
            .formatted(shape[1]));
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
