package dev.npexport.engine.format.sae.foreign;

import dev.npexport.engine.format.pickle.PickleValue;
import dev.npexport.engine.format.pickle.PickleValue.Dict;
import dev.npexport.engine.format.pickle.PickleValue.Int;
import dev.npexport.engine.format.pickle.PickleValue.Text;
import dev.npexport.engine.format.pickle.TorchFile;
import dev.npexport.engine.format.sae.Architecture;
import dev.npexport.engine.format.sae.SaeDimensions;
import dev.npexport.engine.format.tensor.FloatRows;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * OpenAI's sparse_autoencoder for GPT-2 small: {@code pre_bias}, {@code latent_bias} and the two
 * weights, with the activation function by name; {@code TopK} also means that inputs are
 * layer-normed. Site and layer stand in the path, as in {@code
 * resid_post_mlp_v5_32k/autoencoders/7.pt}.
 */
final class OpenAiLayout implements TorchLayout {

  private static final int CONTEXT = 64;
  private static final Pattern SITE =
      Pattern.compile(
          "^(resid_delta_attn|resid_post_attn|resid_delta_mlp|resid_post_mlp|mlp_post_act)(?:_v|$)");
  private static final Pattern LAYER = Pattern.compile("^(?:layer_?)?(\\d{1,3})(?:\\.pt)?$");

  @Override
  public String id() {
    return "openai";
  }

  @Override
  public String looksLike() {
    return "OpenAI: a .pt file with pre_bias, latent_bias and encoder.weight";
  }

  @Override
  public boolean recognises(Path file, Set<String> tensors) {
    return tensors.contains("pre_bias") && tensors.contains("latent_bias");
  }

  @Override
  public TargetConfig convert(TorchFile file, Conversion conversion) {
    conversion.ignore("stats_last_nonzero", "latents_activation_frequency", "latents_mean_square");
    String activation = text(file.root().get("activation")).orElse("ReLU");
    Architecture architecture =
        switch (activation) {
          case "ReLU" -> Architecture.STANDARD;
          case "TopK" -> Architecture.TOPK;
          default ->
              throw conversion.inexpressible(
                  "activation", "the activation function is '" + activation + "'");
        };
    long[] encoder = conversion.matrix("encoder.weight");
    SaeDimensions sizes = new SaeDimensions((int) encoder[1], (int) encoder[1], (int) encoder[0]);
    conversion.aimAt(architecture, sizes);
    conversion.takeTransposed("W_enc", "encoder.weight");
    conversion.take("b_enc", "latent_bias");
    conversion.take("b_dec", "pre_bias");
    boolean tied = !conversion.has("decoder.weight");
    // A tied decoder is the encoder seen from the other side; some files name it as its own.
    conversion.ignore("decoder.linear.weight");
    Optional<FloatRows> decoder =
        tied
            ? conversion.expect("W_dec", false, "encoder.weight").map(view -> view.rows())
            : conversion
                .expect("W_dec", true, "decoder.weight")
                .map(view -> view.transposed().rows());
    if (tied) {
      conversion.take("W_dec", "encoder.weight");
    } else {
      conversion.takeTransposed("W_dec", "decoder.weight");
    }
    TargetConfig config =
        new TargetConfig(architecture, sizes)
            .appliesDecoderBiasToInput(true)
            .model("gpt2-small")
            .contextSize(CONTEXT);
    if (architecture == Architecture.TOPK) {
      config
          .normalization("layer_norm")
          .k(k(file, sizes, conversion), decoder.filter(DecoderRows::areUnit).isPresent());
    }
    name(file.path(), config, conversion);
    return config;
  }

  private static int k(TorchFile file, SaeDimensions sizes, Conversion conversion) {
    if (!(file.root().get("activation_state_dict") instanceof Dict state)) {
      throw conversion.inexpressible(
          "activation_state_dict", "the number of active features is not in the file");
    }
    String after = text(state.get("postact_fn")).orElse("ReLU");
    if (!after.equals("ReLU")) {
      throw conversion.inexpressible(
          "activation_state_dict", "'" + after + "' follows the choice of the largest");
    }
    if (!(state.get("k") instanceof Int k && k.value() >= 1 && k.value() <= sizes.dSae())) {
      throw conversion.inexpressible(
          "activation_state_dict", "k is no whole number from 1 to " + sizes.dSae());
    }
    return (int) k.value();
  }

  private static Optional<String> text(PickleValue value) {
    return value instanceof Text text ? Optional.of(text.value()) : Optional.empty();
  }

  private static void name(Path file, TargetConfig config, Conversion conversion) {
    Optional<String> site = FolderNames.group(file, SITE);
    Optional<String> layer = FolderNames.group(file, LAYER);
    if (site.isEmpty() || layer.isEmpty()) {
      conversion.warn(
          "The path is not like resid_post_mlp_v5_32k/autoencoders/7.pt, so that the hook is not known.");
      return;
    }
    String point =
        switch (site.get()) {
          case "resid_delta_attn" -> "hook_attn_out";
          case "resid_post_attn" -> "hook_resid_mid";
          case "resid_delta_mlp" -> "hook_mlp_out";
          case "resid_post_mlp" -> "hook_resid_post";
          case "mlp_post_act" -> "mlp.hook_post";
          default -> throw new IllegalStateException("a site that the pattern does not have");
        };
    config.hook("blocks." + Integer.valueOf(layer.get()) + "." + point);
  }
}
