package dev.npexport.engine.format.sae.foreign;

import dev.npexport.engine.format.sae.Architecture;
import dev.npexport.engine.format.sae.Sae;
import dev.npexport.engine.format.sae.SaeDimensions;
import dev.npexport.engine.format.safetensors.SafetensorsFile;
import dev.npexport.engine.format.tensor.FloatRows;
import dev.npexport.engine.format.tensor.TensorFile;
import dev.npexport.engine.format.tensor.TensorView;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A training checkpoint of miStudio: {@code checkpoint.safetensors}, in which the model's tensors
 * begin with {@code model.} and the file's metadata has what little is known of it. Inputs are
 * scaled token by token unless the metadata says otherwise.
 */
public final class MiStudioFormat extends ForeignFormat {

  private static final String WEIGHTS = "checkpoint.safetensors";
  private static final String MODEL = "model.";
  private static final Pattern LAYER = Pattern.compile("^layer_(\\d{1,4})(?:_|$)");
  private static final Pattern SITE =
      Pattern.compile("^layer_\\d{1,4}_(residual|mlp|attention|attn_out|mlp_out|resid_post)$");
  private static final String RESCALED = "constant_norm_rescale";

  @Override
  public String id() {
    return "mistudio";
  }

  @Override
  public String looksLike() {
    return "miStudio: a folder with " + WEIGHTS;
  }

  @Override
  public Optional<String> detect(Path path) {
    return hasFile(path, WEIGHTS) ? Optional.of(WEIGHTS) : Optional.empty();
  }

  @Override
  TensorFile openTensors(Path path) {
    return TensorFile.of(SafetensorsFile.open(file(path, WEIGHTS)));
  }

  @Override
  Sae convert(Path path, Conversion conversion) {
    Map<String, String> metadata;
    try (SafetensorsFile file = SafetensorsFile.open(file(path, WEIGHTS))) {
      metadata = Map.copyOf(file.metadata());
    }
    conversion.ignorePrefix("optimizer.");
    String kind = metadata.getOrDefault("architecture", "");
    TargetConfig config;
    if (conversion.has(MODEL + "activation.log_threshold")) {
      config = jumpRelu(conversion, metadata);
    } else if (conversion.has(MODEL + "b_pre")) {
      config = topK(conversion, metadata);
    } else if (conversion.has(MODEL + "b_enc_center") || kind.equals("Transcoder")) {
      config = transcoder(conversion);
    } else if (kind.equals("SkipAutoencoder")) {
      config = skip(conversion, metadata);
    } else {
      config = standard(conversion, metadata);
    }
    name(file(path, WEIGHTS), metadata, config, conversion);
    return conversion.finish(file(path, WEIGHTS), config);
  }

  private static TargetConfig standard(Conversion conversion, Map<String, String> metadata) {
    SaeDimensions sizes = linear(conversion, Architecture.STANDARD, false);
    conversion.take("b_enc", MODEL + "encoder.bias");
    takeDecoder(conversion, MODEL + "decoder.weight", MODEL + "encoder.weight");
    conversion.take("b_dec", MODEL + "decoder_bias");
    return normalized(new TargetConfig(Architecture.STANDARD, sizes), metadata, conversion)
        .appliesDecoderBiasToInput(true);
  }

  private static TargetConfig topK(Conversion conversion, Map<String, String> metadata) {
    SaeDimensions sizes = linear(conversion, Architecture.TOPK, false);
    conversion.take("b_enc", MODEL + "encoder.bias");
    boolean unit =
        conversion
            .expect("W_dec", true, MODEL + "decoder.weight")
            .filter(view -> DecoderRows.areUnit(view.transposed().rows()))
            .isPresent();
    conversion.takeTransposed("W_dec", MODEL + "decoder.weight");
    conversion.take("b_dec", MODEL + "b_pre");
    int k =
        number(metadata, "top_k")
            .or(() -> number(metadata, "k"))
            .filter(value -> value >= 1 && value <= sizes.dSae() && value == Math.rint(value))
            .map(Double::intValue)
            .orElseThrow(
                () ->
                    conversion.inexpressible(
                        "__metadata__ top_k", "the number of active features is not in the file"));
    return normalized(new TargetConfig(Architecture.TOPK, sizes), metadata, conversion)
        .appliesDecoderBiasToInput(true)
        .k(k, unit);
  }

  private static TargetConfig jumpRelu(Conversion conversion, Map<String, String> metadata) {
    long[] encoder = conversion.matrix(MODEL + "W_enc");
    SaeDimensions sizes = new SaeDimensions((int) encoder[1], (int) encoder[1], (int) encoder[0]);
    conversion.aimAt(Architecture.JUMPRELU, sizes);
    conversion.takeTransposed("W_enc", MODEL + "W_enc");
    conversion.take("b_enc", MODEL + "b_enc");
    takeDecoder(conversion, MODEL + "W_dec", MODEL + "W_enc");
    conversion.take("b_dec", MODEL + "b_dec");
    conversion
        .expect("threshold", false, MODEL + "activation.log_threshold")
        .ifPresent(view -> conversion.put("threshold", view.rows().mapped(Math::exp)));
    return normalized(new TargetConfig(Architecture.JUMPRELU, sizes), metadata, conversion)
        .appliesDecoderBiasToInput(true);
  }

  /** {@code encoder(x − b_enc_center)}: the centre goes into the encoder's bias. */
  private static TargetConfig transcoder(Conversion conversion) {
    SaeDimensions sizes = linear(conversion, Architecture.TRANSCODER, true);
    shiftBias(conversion, MODEL + "b_enc_center");
    conversion.takeTransposed("W_dec", MODEL + "decoder.weight");
    conversion.take("b_dec", MODEL + "decoder.bias");
    return new TargetConfig(Architecture.TRANSCODER, sizes);
  }

  /** {@code s·x + decode(encode(x − b_dec))}, which a skip transcoder can say of plain inputs. */
  private static TargetConfig skip(Conversion conversion, Map<String, String> metadata) {
    if (!metadata.getOrDefault("normalize_activations", RESCALED).equals("none")) {
      throw conversion.inexpressible(
          "__metadata__ normalize_activations",
          "it scales inputs token by token and has a skip connection");
    }
    double scale = number(metadata, "skip_scale").orElse(1.0);
    SaeDimensions sizes = linear(conversion, Architecture.SKIP_TRANSCODER, false);
    shiftBias(conversion, MODEL + "decoder_bias");
    takeDecoder(conversion, MODEL + "decoder.weight", MODEL + "encoder.weight");
    conversion.take("b_dec", MODEL + "decoder_bias");
    conversion.put("W_skip", new ScaledIdentity(sizes.dIn(), (float) scale));
    return new TargetConfig(Architecture.SKIP_TRANSCODER, sizes);
  }

  private static SaeDimensions linear(
      Conversion conversion, Architecture architecture, boolean transcoder) {
    long[] encoder = conversion.matrix(MODEL + "encoder.weight");
    int dIn = (int) encoder[1];
    int dOut = transcoder ? (int) conversion.matrix(MODEL + "decoder.weight")[0] : dIn;
    SaeDimensions sizes = new SaeDimensions(dIn, dOut, (int) encoder[0]);
    conversion.aimAt(architecture, sizes);
    conversion.takeTransposed("W_enc", MODEL + "encoder.weight");
    return sizes;
  }

  /** The decoder, or the encoder seen as one where both are tied. */
  private static void takeDecoder(Conversion conversion, String decoder, String encoder) {
    if (conversion.has(decoder)) {
      conversion.takeTransposed("W_dec", decoder);
    } else {
      conversion.take("W_dec", encoder);
    }
  }

  /** {@code b_enc − center·W_enc}, in float64. */
  private static void shiftBias(Conversion conversion, String center) {
    Optional<TensorView> bias = conversion.expect("b_enc", false, MODEL + "encoder.bias");
    Optional<TensorView> encoder = conversion.expect("W_enc", true, MODEL + "encoder.weight");
    Optional<TensorView> shift = conversion.find(center);
    if (bias.isEmpty() || encoder.isEmpty() || shift.isEmpty()) {
      bias.ifPresent(view -> conversion.put("b_enc", view));
      return;
    }
    FloatRows rows = encoder.get().rows();
    float[] values = conversion.vector(bias.get());
    float[] by = conversion.vector(shift.get());
    if (by.length != rows.width()) {
      throw conversion.wrongShape(shift.get(), rows.width());
    }
    float[] row = new float[rows.width()];
    for (int feature = 0; feature < values.length; feature++) {
      rows.read(feature, 1, row);
      double sum = 0;
      for (int i = 0; i < row.length; i++) {
        sum += (double) row[i] * by[i];
      }
      values[feature] = (float) (values[feature] - sum);
    }
    conversion.put("b_enc", FloatRows.of(values));
  }

  private static TargetConfig normalized(
      TargetConfig config, Map<String, String> metadata, Conversion conversion) {
    String name = metadata.get("normalize_activations");
    if (name == null) {
      conversion.warn(
          "The checkpoint does not say how inputs are scaled; "
              + RESCALED
              + ", miStudio's default.");
      return config.normalization(RESCALED);
    }
    return switch (name) {
      case "none" -> config;
      // Two names for one computation.
      case RESCALED, "anthropic_rescale" -> config.normalization(RESCALED);
      default ->
          throw conversion.inexpressible(
              "__metadata__ normalize_activations", "inputs are scaled '" + name + "'");
    };
  }

  private static Optional<Double> number(Map<String, String> metadata, String key) {
    try {
      return Optional.ofNullable(metadata.get(key))
          .map(Double::valueOf)
          .filter(value -> Double.isFinite(value));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static void name(
      Path file, Map<String, String> metadata, TargetConfig config, Conversion conversion) {
    Optional<String> layer =
        Optional.ofNullable(metadata.get("layer_idx"))
            .filter(text -> text.matches("\\d{1,4}"))
            .or(() -> FolderNames.group(file, LAYER));
    Optional.ofNullable(metadata.get("model_name")).ifPresent(config::model);
    if (layer.isEmpty()) {
      conversion.warn("Neither the checkpoint nor its folder says which layer it is of.");
      return;
    }
    String site =
        Optional.ofNullable(metadata.get("hook_type"))
            .or(() -> FolderNames.group(file, SITE))
            .orElse("residual");
    String block = "blocks." + Integer.valueOf(layer.get()) + ".";
    switch (site) {
      case "residual", "resid_post" -> config.hook(block + "hook_resid_post");
      case "mlp", "mlp_out" -> config.hook(block + "hook_mlp_out");
      case "attention", "attn_out" -> config.hook(block + "hook_attn_out");
      default -> conversion.warn("The hook type '" + site + "' is not known.");
    }
  }

  /** A diagonal matrix with one number along it. */
  private record ScaledIdentity(int width, float value) implements FloatRows {

    @Override
    public long rows() {
      return width;
    }

    @Override
    public void read(long first, int count, float[] target) {
      for (int row = 0; row < count; row++) {
        for (int i = 0; i < width; i++) {
          target[row * width + i] = i == first + row ? value : 0;
        }
      }
    }
  }
}
