package dev.npexport.engine.format.sae.foreign;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.npexport.engine.format.file.JsonFields;
import dev.npexport.engine.format.file.JsonFiles;
import dev.npexport.engine.format.sae.Architecture;
import dev.npexport.engine.format.sae.Sae;
import dev.npexport.engine.format.sae.SaeDimensions;
import dev.npexport.engine.format.safetensors.SafetensorsFile;
import dev.npexport.engine.format.tensor.FloatRows;
import dev.npexport.engine.format.tensor.TensorFile;
import dev.npexport.engine.format.tensor.TensorView;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * EleutherAI's sparsify: {@code cfg.json} and {@code sae.safetensors} in a folder named for the
 * hookpoint, such as {@code layers.5}. {@code W_dec} is stored with a row for each feature, so
 * nothing but the encoder is transposed; the decoder's bias is taken from the input of autoencoders
 * and not of transcoders.
 */
public final class SparsifyFormat extends ForeignFormat {

  private static final String CONFIG = "cfg.json";
  private static final String WEIGHTS = "sae.safetensors";
  private static final String RUN = "config.json";
  private static final int DEFAULT_K = 32;
  private static final int DEFAULT_CONTEXT = 2048;

  private static final Pattern MODULE =
      Pattern.compile(
          "^(?:[a-z_]+\\.)*(?:layers|h|blocks)[._](\\d{1,4})(?:\\.(?<part>[a-z_.]+))?$");

  @Override
  public String id() {
    return "sparsify";
  }

  @Override
  public String looksLike() {
    return "sparsify: a folder with " + CONFIG + " and " + WEIGHTS;
  }

  @Override
  public Optional<String> detect(Path path) {
    return Files.isDirectory(path) && Files.isRegularFile(path.resolve(WEIGHTS))
        ? Optional.of(WEIGHTS)
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
        new JsonFields(configFile, JsonFiles.readObject(configFile), conversion.problems());
    refuseOthers(fields, conversion);
    boolean transcoder = fields.flag("transcode").orElse(false);
    boolean linear = conversion.has("encoder.weight");
    long[] encoder = linear ? conversion.matrix("encoder.weight") : conversion.matrix("W_enc");
    SaeDimensions sizes =
        linear
            ? new SaeDimensions((int) encoder[1], (int) encoder[1], (int) encoder[0])
            : new SaeDimensions((int) encoder[0], (int) encoder[0], (int) encoder[1]);
    checkSizes(fields, sizes);
    conversion.aimAt(Architecture.TOPK, sizes);
    if (linear) {
      conversion.takeTransposed("W_enc", "encoder.weight");
    } else {
      conversion.take("W_enc", "W_enc");
    }
    conversion.take("b_enc", "encoder.bias", "b_enc");
    conversion.take("b_dec", "b_dec");
    Optional<FloatRows> decoder = conversion.expect("W_dec", false, "W_dec").map(TensorView::rows);
    if (decoder.isPresent()) {
      conversion.take("W_dec", "W_dec");
    }
    TargetConfig config =
        new TargetConfig(Architecture.TOPK, sizes)
            .appliesDecoderBiasToInput(!transcoder)
            .k(
                fields.size("k").orElse(DEFAULT_K),
                decoder.filter(DecoderRows::areUnit).isPresent());
    describe(path, conversion, config);
    name(path, transcoder, conversion, config);
    return conversion.finish(configFile, config);
  }

  private static void refuseOthers(JsonFields fields, Conversion conversion) {
    fields
        .text("activation")
        .filter(name -> !name.equals("topk"))
        .ifPresent(
            name -> {
              throw conversion.inexpressible(
                  "activation", "'" + name + "' chooses features group by group");
            });
    if (fields.flag("signed").orElse(false)) {
      throw conversion.inexpressible("signed", "features may be negative");
    }
    if (conversion.has("W_skip")) {
      throw conversion.inexpressible(
          "tensor W_skip", "it has no topk architecture with a skip connection");
    }
  }

  private static void checkSizes(JsonFields fields, SaeDimensions sizes) {
    if (fields.requireSize("d_in").orElse(sizes.dIn()) != sizes.dIn()) {
      fields.invalid("d_in", "does not agree with the encoder, whose d_in is " + sizes.dIn());
    }
    // 0 means that the expansion factor says it.
    int latents =
        fields.node("num_latents").filter(node -> node.asInt(1) != 0).isPresent()
            ? fields.size("num_latents").orElse(sizes.dSae())
            : sizes.dSae();
    if (latents != sizes.dSae()) {
      fields.invalid(
          "num_latents", "does not agree with the encoder, which has " + sizes.dSae() + " rows");
    }
  }

  /** The run's own configuration stands beside the folders of its hookpoints. */
  private static void describe(Path folder, Conversion conversion, TargetConfig config) {
    Path run = folder.toAbsolutePath().normalize().resolveSibling(RUN);
    ObjectNode json =
        Files.isRegularFile(run)
            ? JsonFiles.readObject(run)
            : JsonNodeFactory.instance.objectNode();
    JsonFields fields = new JsonFields(run, json, conversion.problems());
    fields.text("model").ifPresent(config::model);
    fields.text("dataset").ifPresent(config::dataset);
    config.contextSize(fields.size("ctx_len").orElse(DEFAULT_CONTEXT));
  }

  private static void name(
      Path path, boolean transcoder, Conversion conversion, TargetConfig config) {
    String folder = path.toAbsolutePath().normalize().getFileName().toString();
    if (folder.endsWith("embed_tokens") || folder.endsWith("wte")) {
      config.hook("hook_embed");
      return;
    }
    Matcher module = MODULE.matcher(folder);
    String part = module.matches() ? Optional.ofNullable(module.group("part")).orElse("") : "?";
    String block = module.matches() ? "blocks." + Integer.valueOf(module.group(1)) + "." : "";
    switch (part) {
      case "" -> config.hook(block + "hook_resid_post");
      case "mlp" -> config.hook(block + (transcoder ? "mlp.hook_in" : "hook_mlp_out"));
      case "attn", "self_attn", "attention" -> config.hook(block + "hook_attn_out");
      default ->
          conversion.warn(
              "The folder is not named for a hookpoint such as layers.5 or layers.5.mlp, so that the hook is not known.");
    }
    if (transcoder && part.equals("mlp")) {
      config.hookOut(block + "hook_mlp_out");
    }
  }
}
