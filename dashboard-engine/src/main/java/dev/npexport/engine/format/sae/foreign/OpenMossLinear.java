package dev.npexport.engine.format.sae.foreign;

import dev.npexport.engine.format.sae.Architecture;
import dev.npexport.engine.format.sae.SaeDimensions;
import dev.npexport.engine.format.tensor.TensorView;

/**
 * The older tensor names of OpenMOSS, those of {@code torch.nn.Linear}: {@code encoder.weight}
 * [d_sae, d_in] and {@code decoder.weight} [d_out, d_sae] with their biases.
 */
final class OpenMossLinear {

  /** What is aimed at. */
  record Sizes(Architecture architecture, SaeDimensions of) {}

  private OpenMossLinear() {}

  static Sizes sizes(OpenMossConfig source, Conversion conversion) {
    long[] encoder = conversion.matrix("encoder.weight");
    int dIn = (int) encoder[1];
    int dOut = source.isTranscoder() ? (int) conversion.matrix("decoder.weight")[0] : dIn;
    Architecture architecture =
        source.isTranscoder() ? Architecture.JUMPRELU_TRANSCODER : Architecture.JUMPRELU;
    return new Sizes(architecture, new SaeDimensions(dIn, dOut, (int) encoder[0]));
  }

  /**
   * Takes everything but the threshold, scaled so that activations stay as they are.
   *
   * @return the decoder as stored
   */
  static TensorView take(
      OpenMossConfig source, Sizes sizes, OpenMossFolding folding, Conversion conversion) {
    conversion.aimAt(sizes.architecture(), sizes.of());
    conversion
        .expect("W_enc", true, "encoder.weight")
        .ifPresent(
            view ->
                conversion.put(
                    "W_enc", view.transposed().rows().mapped(value -> value * folding.in())));
    conversion.take("b_enc", "encoder.bias");
    conversion
        .expect("W_dec", true, "decoder.weight")
        .ifPresent(
            view ->
                conversion.put(
                    "W_dec", view.transposed().rows().mapped(value -> value / folding.out())));
    if (source.usesDecoderBias()) {
      conversion
          .expect("b_dec", false, "decoder.bias")
          .ifPresent(
              view -> conversion.put("b_dec", view.rows().mapped(value -> value / folding.out())));
    } else {
      conversion.fill("b_dec", 0);
    }
    return conversion.require("decoder.weight");
  }

  static TargetConfig config(OpenMossConfig source, Sizes sizes, OpenMossFolding folding) {
    TargetConfig config =
        new TargetConfig(sizes.architecture(), sizes.of())
            .normalization(folding.normalization())
            .appliesDecoderBiasToInput(
                source.appliesDecoderBiasToInput() && !source.isTranscoder());
    source.hookIn().ifPresent(config::hook);
    source.hookOut().filter(name -> source.isTranscoder()).ifPresent(config::hookOut);
    source.modelName().ifPresent(config::model);
    return config;
  }
}
