package dev.npexport.engine.format.sae.foreign;

import dev.npexport.engine.format.sae.Architecture;
import dev.npexport.engine.format.sae.Sae;
import dev.npexport.engine.format.sae.SaeDimensions;
import dev.npexport.engine.format.safetensors.SafetensorsFile;
import dev.npexport.engine.format.tensor.FloatRows;
import dev.npexport.engine.format.tensor.TensorFile;
import dev.npexport.engine.format.tensor.TensorView;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * What OpenMOSS's Llamascopium (formerly lm-saes) saves: {@code config.json} and {@code
 * sae_weights.safetensors}, with tensors {@code W_E, b_E, W_D, b_D}, or {@code encoder.weight, …}
 * as in Llama Scope R1-Distill.
 */
public final class OpenMossFormat extends ForeignFormat {

  private static final String CONFIG = "config.json";
  private static final String WEIGHTS = "sae_weights.safetensors";
  private static final String[] LOG_THRESHOLD = {
    "activation_function.log_jumprelu_threshold", "log_jumprelu_threshold"
  };
  private static final double RELATIVE_TOLERANCE = 1e-6;

  @Override
  public String id() {
    return "openmoss";
  }

  @Override
  public String looksLike() {
    return "OpenMOSS: a folder with " + CONFIG + " and " + WEIGHTS;
  }

  @Override
  public Optional<String> detect(Path path) {
    boolean seen =
        Files.isRegularFile(path.resolve(CONFIG))
            && Files.isRegularFile(path.resolve(WEIGHTS))
            && !Files.exists(path.resolve("cfg.json"));
    return seen ? Optional.of(CONFIG + " and " + WEIGHTS + ", no cfg.json") : Optional.empty();
  }

  @Override
  TensorFile openTensors(Path path) {
    return TensorFile.of(SafetensorsFile.open(path.resolve(WEIGHTS)));
  }

  @Override
  Sae convert(Path path, Conversion conversion) {
    String activation = conversion.has("W_E") ? "relu" : "jumprelu";
    OpenMossConfig source =
        OpenMossConfig.read(path.resolve(CONFIG), activation, conversion.problems());
    source
        .kind()
        .filter(kind -> !kind.equals("sae"))
        .ifPresent(
            kind -> {
              throw conversion.inexpressible("sae_type", "it is of type '" + kind + "'");
            });
    if (conversion.has("W_E_glu") || conversion.has("encoder_glu.weight")) {
      throw conversion.inexpressible("tensor W_E_glu", "its encoder is a gated linear unit");
    }
    return conversion.has("encoder.weight")
        ? convertLinear(source, conversion)
        : convertCurrent(source, conversion);
  }

  /** The older names: activations stay in the units of the scaled input, as SAELens has them. */
  private static Sae convertLinear(OpenMossConfig source, Conversion conversion) {
    OpenMossLinear.Sizes sizes = OpenMossLinear.sizes(source, conversion);
    if (!source.activation().equals("jumprelu")) {
      throw conversion.inexpressible("act_fn", "'" + source.activation() + "' with these tensors");
    }
    OpenMossFolding folding =
        OpenMossFolding.of(source, sizes.of().dIn(), sizes.of().dOut(), conversion);
    TensorView decoder = OpenMossLinear.take(source, sizes, folding, conversion);
    putThreshold(source, conversion, decoder.transposed().rows(), 1);
    TargetConfig config =
        OpenMossLinear.config(source, sizes, folding).dataset("cerebras/SlimPajama-627B");
    if (source.modelName().isEmpty()) {
      config.model("deepseek-ai/DeepSeek-R1-Distill-Llama-8B");
    }
    return conversion.finish(source.file(), config);
  }

  /**
   * The current names, folded as OpenMOSS's own {@code standardize_parameters_of_dataset_norm} does
   * it: activations are those of the unscaled input.
   */
  private static Sae convertCurrent(OpenMossConfig source, Conversion conversion) {
    long[] encoder = conversion.matrix("W_E");
    int dIn = (int) encoder[0];
    int dOut = source.isTranscoder() ? (int) conversion.matrix("W_D")[1] : dIn;
    SaeDimensions sizes = new SaeDimensions(dIn, dOut, (int) encoder[1]);
    OpenMossFolding folding = OpenMossFolding.of(source, dIn, dOut, conversion);
    Architecture architecture = architecture(source, conversion);
    conversion.aimAt(architecture, sizes);
    conversion.take("W_enc", "W_E");
    takeScaled(conversion, "b_enc", 1 / folding.in(), "b_E");
    takeScaled(conversion, "W_dec", folding.in() / folding.out(), "W_D");
    if (source.usesDecoderBias()) {
      takeScaled(conversion, "b_dec", 1 / folding.out(), "b_D");
    } else {
      conversion.fill("b_dec", 0);
    }
    TargetConfig config =
        new TargetConfig(architecture, sizes).normalization(folding.normalization());
    FloatRows decoder = conversion.require("W_D").rows();
    if (source.activation().equals("jumprelu")) {
      putThreshold(source, conversion, decoder, folding.in());
    } else if (source.activation().equals("topk")) {
      rank(source, conversion, decoder, config, folding);
    }
    source.hookIn().ifPresent(config::hook);
    source.hookOut().filter(name -> source.isTranscoder()).ifPresent(config::hookOut);
    source.modelName().ifPresent(config::model);
    return conversion.finish(source.file(), config);
  }

  private static Architecture architecture(OpenMossConfig source, Conversion conversion) {
    boolean transcoder = source.isTranscoder();
    return switch (source.activation()) {
      case "relu" -> transcoder ? Architecture.TRANSCODER : Architecture.STANDARD;
      case "jumprelu" -> transcoder ? Architecture.JUMPRELU_TRANSCODER : Architecture.JUMPRELU;
      case "topk" -> {
        if (transcoder) {
          throw conversion.inexpressible("act_fn", "it has no transcoder with topk");
        }
        yield Architecture.TOPK;
      }
      default ->
          throw conversion.inexpressible(
              "act_fn",
              "'%s' chooses features over a whole batch or several layers"
                  .formatted(source.activation()));
    };
  }

  private static void takeScaled(Conversion conversion, String name, double factor, String source) {
    if (factor == 1) {
      conversion.take(name, source);
    } else {
      conversion
          .expect(name, false, source)
          .ifPresent(view -> conversion.put(name, view.rows().mapped(value -> value * factor)));
    }
  }

  /**
   * The threshold of each feature's own activation: the learned one is of the activation in the
   * units of the scaled input, times the length of the decoder row if the configuration says so.
   *
   * @param unit units of the scaled input in one of the activations written
   */
  private static void putThreshold(
      OpenMossConfig source, Conversion conversion, FloatRows decoder, double unit) {
    Optional<TensorView> learned = conversion.expect("threshold", false, LOG_THRESHOLD);
    if (learned.isEmpty()) {
      return;
    }
    float[] values = conversion.vector(learned.get());
    double[] lengths = source.scalesGateByDecoder() ? DecoderRows.lengths(decoder) : null;
    for (int i = 0; i < values.length; i++) {
      double length = lengths == null ? 1 : lengths[i];
      values[i] = (float) (Math.exp(values[i]) / (length * unit));
    }
    conversion.put("threshold", FloatRows.of(values));
  }

  private static void rank(
      OpenMossConfig source,
      Conversion conversion,
      FloatRows decoder,
      TargetConfig config,
      OpenMossFolding folding) {
    double[] lengths = DecoderRows.lengths(decoder);
    double least = Arrays.stream(lengths).min().orElseThrow();
    double most = Arrays.stream(lengths).max().orElseThrow();
    if (source.scalesGateByDecoder() && !(most - least <= RELATIVE_TOLERANCE * most)) {
      throw conversion.inexpressible(
          "sparsity_include_decoder_norm",
          "the largest activations are chosen by activation times length of the decoder row, and rows have different lengths; let OpenMOSS transform_to_unit_decoder_norm first");
    }
    double scale = folding.in() / folding.out();
    boolean unit =
        Math.abs(least * scale - 1) <= RELATIVE_TOLERANCE
            && Math.abs(most * scale - 1) <= RELATIVE_TOLERANCE;
    config.k(
        source
            .topK()
            .orElseThrow(
                () -> conversion.inexpressible("top_k", "the number of features is not said")),
        unit);
  }
}
