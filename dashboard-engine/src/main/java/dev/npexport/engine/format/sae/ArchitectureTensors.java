package dev.npexport.engine.format.sae;

import static dev.npexport.engine.format.sae.SaeDimensions.Axis.D_IN;
import static dev.npexport.engine.format.sae.SaeDimensions.Axis.D_OUT;
import static dev.npexport.engine.format.sae.SaeDimensions.Axis.D_SAE;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Which tensors SAELens loads for an architecture; it takes exactly these names and shapes.
 *
 * @see <a href="https://github.com/jbloomAus/SAELens">sae_lens/saes</a>
 */
final class ArchitectureTensors {

  private ArchitectureTensors() {}

  /**
   * The tensors of an architecture.
   *
   * @param config cfg.json, of which {@code temporal} needs its own fields
   */
  static List<TensorSpec> of(Architecture architecture, SaeDimensions sizes, ObjectNode config) {
    return switch (architecture) {
      case STANDARD, TOPK -> autoencoder(sizes);
      case JUMPRELU -> with(autoencoder(sizes), threshold(sizes));
      case GATED ->
          List.of(
              TensorSpec.of("W_enc", sizes, D_IN, D_SAE),
              TensorSpec.of("b_gate", sizes, D_SAE),
              TensorSpec.of("r_mag", sizes, D_SAE),
              TensorSpec.of("b_mag", sizes, D_SAE),
              TensorSpec.of("W_dec", sizes, D_SAE, D_IN),
              TensorSpec.of("b_dec", sizes, D_IN));
      case TRANSCODER -> transcoder(sizes);
      case SKIP_TRANSCODER -> with(transcoder(sizes), skip(sizes));
      case JUMPRELU_TRANSCODER -> with(transcoder(sizes), threshold(sizes));
      case JUMPRELU_SKIP_TRANSCODER -> with(transcoder(sizes), threshold(sizes), skip(sizes));
      case TEMPORAL -> TemporalTensors.of(sizes, config);
      case MATCHING_PURSUIT ->
          List.of(TensorSpec.of("W_dec", sizes, D_SAE, D_IN), TensorSpec.of("b_dec", sizes, D_IN));
    };
  }

  private static List<TensorSpec> autoencoder(SaeDimensions sizes) {
    return List.of(
        TensorSpec.of("W_enc", sizes, D_IN, D_SAE),
        TensorSpec.of("b_enc", sizes, D_SAE),
        TensorSpec.of("W_dec", sizes, D_SAE, D_IN),
        TensorSpec.of("b_dec", sizes, D_IN));
  }

  private static List<TensorSpec> transcoder(SaeDimensions sizes) {
    return List.of(
        TensorSpec.of("W_enc", sizes, D_IN, D_SAE),
        TensorSpec.of("b_enc", sizes, D_SAE),
        TensorSpec.of("W_dec", sizes, D_SAE, D_OUT),
        TensorSpec.of("b_dec", sizes, D_OUT));
  }

  private static TensorSpec threshold(SaeDimensions sizes) {
    return TensorSpec.of("threshold", sizes, D_SAE);
  }

  private static TensorSpec skip(SaeDimensions sizes) {
    return TensorSpec.of("W_skip", sizes, D_OUT, D_IN);
  }

  private static List<TensorSpec> with(List<TensorSpec> base, TensorSpec... more) {
    List<TensorSpec> all = new ArrayList<>(base);
    all.addAll(List.of(more));
    return List.copyOf(all);
  }
}
