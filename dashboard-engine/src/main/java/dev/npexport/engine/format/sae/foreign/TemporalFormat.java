package dev.npexport.engine.format.sae.foreign;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.npexport.engine.format.file.JsonFields;
import dev.npexport.engine.format.file.YamlFiles;
import dev.npexport.engine.format.sae.Architecture;
import dev.npexport.engine.format.sae.Sae;
import dev.npexport.engine.format.sae.SaeDimensions;
import dev.npexport.engine.format.safetensors.SafetensorsFile;
import dev.npexport.engine.format.tensor.TensorFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Temporal SAEs as their authors save them: {@code conf.yaml} and {@code latest_ckpt.safetensors},
 * with {@code D}, {@code b}, if the encoder is not tied {@code E}, and the attention layers under
 * SAELens's own names, in a folder such as {@code layer_12/temporal}.
 */
public final class TemporalFormat extends ForeignFormat {

  private static final String CONFIG = "conf.yaml";
  private static final String WEIGHTS = "latest_ckpt.safetensors";
  private static final Pattern LAYER = Pattern.compile("^layer_(\\d{1,4})(?![0-9])");
  private static final Pattern MODEL = Pattern.compile("(?i)^(gemma-2-2b|llama-3\\.1-8b)$");
  private static final List<String> KEPT =
      List.of("n_heads", "n_attn_layers", "bottleneck_factor", "kval_topk");

  @Override
  public String id() {
    return "temporal";
  }

  @Override
  public String looksLike() {
    return "Temporal SAE: a folder with " + CONFIG + " and " + WEIGHTS;
  }

  @Override
  public Optional<String> detect(Path path) {
    return Files.isRegularFile(path.resolve(CONFIG)) && Files.isRegularFile(path.resolve(WEIGHTS))
        ? Optional.of(CONFIG + " and " + WEIGHTS)
        : Optional.empty();
  }

  @Override
  TensorFile openTensors(Path path) {
    return TensorFile.of(SafetensorsFile.open(path.resolve(WEIGHTS)));
  }

  @Override
  Sae convert(Path path, Conversion conversion) {
    Path configFile = path.resolve(CONFIG);
    JsonFields fields =
        new JsonFields(configFile, YamlFiles.readObject(configFile), conversion.problems());
    long[] decoder = conversion.matrix("D");
    int dIn = (int) decoder[1];
    SaeDimensions sizes = new SaeDimensions(dIn, dIn, (int) decoder[0]);
    if (fields.inner("llm").requireSize("dimin").orElse(dIn) != dIn) {
      fields.inner("llm").invalid("dimin", "does not agree with the weights, " + dIn);
    }
    ObjectNode options = options(fields.inner("sae"), conversion);
    conversion.problems().throwIfAny();
    TargetConfig config =
        new TargetConfig(Architecture.TEMPORAL, sizes)
            .appliesDecoderBiasToInput(true)
            .normalization("constant_scalar_rescale");
    options.properties().forEach(entry -> config.set(entry.getKey(), entry.getValue()));
    conversion.aimAt(Architecture.TEMPORAL, sizes, options);
    for (String name : conversion.targets()) {
      conversion.take(
          name,
          switch (name) {
            case "W_dec" -> "D";
            case "b_dec" -> "b";
            case "W_enc" -> "E";
            default -> name;
          });
    }
    FolderNames.group(path, MODEL).ifPresent(name -> config.model(model(name)));
    Optional<String> layer = FolderNames.group(path, LAYER);
    layer.ifPresent(
        number -> config.hook("blocks." + Integer.valueOf(number) + ".hook_resid_post"));
    if (layer.isEmpty()) {
      conversion.warn("No folder is named for a layer such as layer_12: the hook is not known.");
    }
    return conversion.finish(configFile, config);
  }

  /** The fields of SAELens's own configuration that the authors' has under the same names. */
  private static ObjectNode options(JsonFields sae, Conversion conversion) {
    ObjectNode options = JsonNodeFactory.instance.objectNode();
    for (String name : KEPT) {
      // SAELens knows no other number for an absent one than its own default, which may be wrong.
      sae.requireSize(name).ifPresent(size -> options.put(name, size));
    }
    int layers = options.path("n_attn_layers").asInt(1);
    // Said once: each layer has eight tensors, of which each would be a problem of its own.
    if (!conversion.has("attn_layers." + (layers - 1) + ".k_ctx.weight")) {
      sae.invalid("n_attn_layers", "is %d, but the weights have fewer layers".formatted(layers));
    }
    Optional<String> activation = sae.requireText("sae_diff_type");
    activation.ifPresent(name -> options.put("sae_diff_type", name));
    if (activation.filter(name -> !List.of("relu", "topk").contains(name)).isPresent()) {
      throw conversion.inexpressible(
          "sae_diff_type", "'" + activation.get() + "' is neither relu nor topk");
    }
    Optional<JsonNode> tied = sae.node("tied_weights");
    boolean isTied = sae.flag("tied_weights").orElse(true);
    if (tied.isEmpty()) {
      sae.invalid("tied_weights", "is missing; true or false");
    }
    options.put("tied_weights", isTied);
    Optional<Double> scale = sae.number("scaling_factor");
    if (scale.isEmpty()) {
      sae.invalid("scaling_factor", "is missing or no number");
    }
    scale.ifPresent(value -> options.put("activation_normalization_factor", value));
    return options;
  }

  private static String model(String folder) {
    return folder.toLowerCase(Locale.ROOT).startsWith("gemma")
        ? "google/gemma-2-2b"
        : "meta-llama/Llama-3.1-8B";
  }
}
