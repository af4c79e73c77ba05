package dev.npexport.engine.format.sae;

import static dev.npexport.engine.format.sae.SaeDimensions.Axis.D_IN;
import static dev.npexport.engine.format.sae.SaeDimensions.Axis.D_SAE;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** The tensors of SAELens's {@code temporal} architecture, which depend on its configuration. */
final class TemporalTensors {

  private static final int DEFAULT_LAYERS = 1;

  /** SAELens's own, where the configuration does not say. */
  static final int DEFAULT_BOTTLENECK = 64;

  static final int DEFAULT_HEADS = 8;

  /** Each has eight tensors, and known SAEs have one; more would only be a way to fill memory. */
  static final int MOST_LAYERS = 100;

  private TemporalTensors() {}

  static List<TensorSpec> of(SaeDimensions sizes, ObjectNode config) {
    List<TensorSpec> specs = new ArrayList<>();
    if (!config.path("tied_weights").asBoolean(true)) {
      specs.add(TensorSpec.of("W_enc", sizes, D_IN, D_SAE));
    }
    specs.add(TensorSpec.of("W_dec", sizes, D_SAE, D_IN));
    specs.add(TensorSpec.of("b_dec", sizes, D_IN));
    long dSae = sizes.dSae();
    long narrow = dSae / Math.max(1, config.path("bottleneck_factor").asInt(DEFAULT_BOTTLENECK));
    int layers = config.path("n_attn_layers").asInt(DEFAULT_LAYERS);
    for (int layer = 0; layer < layers; layer++) {
      String prefix = "attn_layers." + layer + ".";
      for (String name : List.of("k_ctx", "q_target")) {
        specs.add(matrix(prefix + name, narrow, dSae, "d_sae/bottleneck_factor, d_sae"));
        specs.add(bias(prefix + name, narrow, "d_sae/bottleneck_factor"));
      }
      for (String name : List.of("v_ctx", "c_proj")) {
        specs.add(matrix(prefix + name, dSae, dSae, "d_sae, d_sae"));
        specs.add(bias(prefix + name, dSae, "d_sae"));
      }
    }
    return List.copyOf(specs);
  }

  private static TensorSpec matrix(String name, long rows, long columns, String axes) {
    return new TensorSpec(name + ".weight", new long[] {rows, columns}, -1, "[" + axes + "]");
  }

  private static TensorSpec bias(String name, long size, String axes) {
    return new TensorSpec(name + ".bias", new long[] {size}, -1, "[" + axes + "]");
  }
}
