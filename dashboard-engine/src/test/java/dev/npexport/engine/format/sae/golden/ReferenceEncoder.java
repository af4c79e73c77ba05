package dev.npexport.engine.format.sae.golden;

import com.fasterxml.jackson.databind.JsonNode;
import dev.npexport.engine.format.sae.Sae;
import dev.npexport.engine.format.safetensors.Tensor;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** SAELens's {@code encode} of what an SAE is exported as, in plain float64. */
final class ReferenceEncoder {

  private final Sae sae;
  private final JsonNode config;

  ReferenceEncoder(Sae sae) {
    this.sae = sae;
    this.config = sae.config().saelensConfig();
  }

  double[] encode(double[] input) {
    double[] x = normalized(input);
    if (config.path("apply_b_dec_to_input").asBoolean(true)) {
      double[] bias = vector("b_dec");
      for (int i = 0; i < x.length; i++) {
        x[i] -= bias[i];
      }
    }
    return switch (sae.config().architecture()) {
      case STANDARD, TRANSCODER, SKIP_TRANSCODER -> relu(pre(x, "b_enc"));
      case JUMPRELU, JUMPRELU_TRANSCODER, JUMPRELU_SKIP_TRANSCODER -> jump(pre(x, "b_enc"));
      case TOPK -> top(pre(x, "b_enc"));
      case GATED -> gated(x);
      case MATCHING_PURSUIT -> pursuit(x);
      case TEMPORAL -> throw new IllegalArgumentException("needs a sequence");
    };
  }

  private double[] normalized(double[] input) {
    double[] x = input.clone();
    switch (config.path("normalize_activations").asText("none")) {
      case "constant_norm_rescale" -> {
        double length = Math.sqrt(Arrays.stream(x).map(v -> v * v).sum());
        for (int i = 0; i < x.length; i++) {
          x[i] *= Math.sqrt(x.length) / length;
        }
      }
      case "layer_norm" -> {
        double mean = Arrays.stream(x).average().orElseThrow();
        double squares = Arrays.stream(x).map(v -> (v - mean) * (v - mean)).sum();
        double deviation = Math.sqrt(squares / (x.length - 1));
        for (int i = 0; i < x.length; i++) {
          x[i] = (x[i] - mean) / (deviation + 1e-5);
        }
      }
      default -> {}
    }
    return x;
  }

  private double[] pre(double[] x, String bias) {
    double[] h = vector(bias);
    double[] encoder = vector("W_enc");
    for (int i = 0; i < x.length; i++) {
      for (int f = 0; f < h.length; f++) {
        h[f] += x[i] * encoder[i * h.length + f];
      }
    }
    return h;
  }

  private static double[] relu(double[] h) {
    return Arrays.stream(h).map(v -> Math.max(0, v)).toArray();
  }

  private double[] jump(double[] h) {
    double[] threshold = vector("threshold");
    return IntStream.range(0, h.length)
        .mapToDouble(f -> h[f] > Math.max(0, threshold[f]) ? h[f] : 0)
        .toArray();
  }

  private double[] top(double[] h) {
    if (config.path("rescale_acts_by_decoder_norm").asBoolean(false)) {
      for (int f = 0; f < h.length; f++) {
        h[f] *= length(row(f));
      }
    }
    int[] best =
        IntStream.range(0, h.length)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer f) -> -h[f]))
            .limit(config.path("k").asInt(100))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] a = new double[h.length];
    Arrays.stream(best).forEach(f -> a[f] = Math.max(0, h[f]));
    return a;
  }

  private double[] gated(double[] x) {
    double[] gate = pre(x, "b_gate");
    double[] scale = vector("r_mag");
    double[] bias = vector("b_mag");
    double[] gateBias = vector("b_gate");
    return IntStream.range(0, gate.length)
        .mapToDouble(
            f ->
                gate[f] > 0
                    ? Math.max(0, (gate[f] - gateBias[f]) * Math.exp(scale[f]) + bias[f])
                    : 0)
        .toArray();
  }

  private double[] pursuit(double[] x) {
    double[] a = new double[sae.config().dSae()];
    double[] residual = x.clone();
    int most = config.path("max_iterations").asInt(x.length);
    for (int step = 0; step < most; step++) {
      int best = 0;
      double value = 0;
      for (int f = 0; f < a.length; f++) {
        double[] row = row(f);
        double dot = IntStream.range(0, row.length).mapToDouble(i -> row[i] * residual[i]).sum();
        if (dot > value) {
          best = f;
          value = dot;
        }
      }
      boolean again = a[best] > 0;
      a[best] += value;
      double[] row = row(best);
      for (int i = 0; i < row.length; i++) {
        residual[i] -= value * row[i];
      }
      boolean stops = config.path("stop_on_duplicate_support").asBoolean(true) && again;
      if (stops || length(residual) < config.path("residual_threshold").asDouble(1e-2)) {
        break;
      }
    }
    return a;
  }

  private double[] row(int feature) {
    double[] row = new double[sae.decoder().width()];
    sae.decoder().read(feature, row);
    return row;
  }

  private static double length(double[] row) {
    return Math.sqrt(Arrays.stream(row).map(v -> v * v).sum());
  }

  private double[] vector(String name) {
    Tensor tensor = sae.tensors().get(name);
    double[] values = new double[(int) tensor.elements()];
    tensor.readDoubles(0, values, 0, values.length);
    return values;
  }
}
