package dev.npexport.engine.format.sae.foreign;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.npexport.engine.format.file.JsonFields;
import dev.npexport.engine.format.file.JsonFiles;
import dev.npexport.engine.format.sae.Architecture;
import dev.npexport.engine.format.sae.Sae;
import dev.npexport.engine.format.sae.SaeDimensions;
import dev.npexport.engine.format.safetensors.SafetensorsFile;
import dev.npexport.engine.format.tensor.TensorFile;
import dev.npexport.engine.problem.ProblemCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Gemma Scope 2: {@code params.safetensors} and {@code config.json}; without the latter, site and
 * model are taken from the folders, as in {@code gemma-scope-2-1b-pt/resid_post/
 * layer_7_width_16k_l0_small}. A cross-layer transcoder has one file for each layer in a folder
 * {@code clt}; its decoders are summed, as SAELens does.
 */
public final class GemmaScope2Format extends ForeignFormat {

  private static final String PARAMS = "params.safetensors";
  private static final String CONFIG = "config.json";
  private static final String ENDING = ".safetensors";
  private static final String SKIP = "affine_skip_connection";

  private static final Pattern REPOSITORY = Pattern.compile("gemma-scope-2-([0-9a-z]+-(?:pt|it))");
  private static final Pattern SITE =
      Pattern.compile("^(resid_post|attn_out|mlp_out|transcoder|clt)");
  private static final Pattern LAYER = Pattern.compile("(?:^|_)layer_(\\d{1,4})(?![0-9])");
  private static final Pattern MODULE = Pattern.compile("\\.layers\\.(\\d{1,4})\\.(.+)$");

  @Override
  public String id() {
    return "gemma-scope-2";
  }

  @Override
  public String looksLike() {
    return "Gemma Scope 2: a folder with " + PARAMS + " and " + CONFIG;
  }

  @Override
  public Optional<String> detect(Path path) {
    if (hasFile(path, PARAMS)) {
      return Optional.of(PARAMS);
    }
    return isCrossLayer(path)
        ? Optional.of("a .safetensors file in a folder clt of gemma-scope-2")
        : Optional.empty();
  }

  /** Cross-layer transcoders have a file for each layer, named for it. */
  private static boolean isCrossLayer(Path path) {
    return Files.isRegularFile(path)
        && path.getFileName().toString().endsWith(ENDING)
        && FolderNames.find(path, REPOSITORY).isPresent()
        && FolderNames.group(path, SITE).filter("clt"::equals).isPresent();
  }

  @Override
  TensorFile openTensors(Path path) {
    return TensorFile.of(SafetensorsFile.open(file(path, PARAMS)));
  }

  @Override
  Sae convert(Path path, Conversion conversion) {
    Path configFile = configFile(path);
    ObjectNode json =
        Files.exists(configFile)
            ? JsonFiles.readObject(configFile)
            : JsonNodeFactory.instance.objectNode();
    JsonFields fields = new JsonFields(configFile, json, conversion.problems());
    checkActivation(configFile, fields, conversion);
    boolean crossLayer = conversion.require("w_dec", "W_dec").rank() == 3;
    Path file = file(path, PARAMS);
    Optional<String> hookIn = fields.text("hf_hook_point_in");
    Optional<String> hookOut = fields.text("hf_hook_point_out");
    Optional<String> site =
        hookIn.flatMap(GemmaScope2Format::site).or(() -> FolderNames.group(file, SITE));
    boolean transcoder =
        site.filter(name -> name.equals("transcoder") || name.equals("clt")).isPresent();
    boolean skips = conversion.has(SKIP) || fields.flag("affine_connection").orElse(false);
    Architecture architecture =
        !transcoder
            ? Architecture.JUMPRELU
            : skips ? Architecture.JUMPRELU_SKIP_TRANSCODER : Architecture.JUMPRELU_TRANSCODER;
    long[] encoder = conversion.matrix("w_enc", "W_enc");
    int dIn = (int) encoder[0];
    int dOut = transcoder && !crossLayer ? (int) conversion.matrix("w_dec", "W_dec")[1] : dIn;
    SaeDimensions sizes = new SaeDimensions(dIn, dOut, (int) encoder[1]);
    conversion.aimAt(architecture, sizes);
    conversion.take("W_enc", "w_enc", "W_enc");
    conversion.take("b_enc", "b_enc");
    if (crossLayer) {
      DecoderSum.take(conversion, "w_dec", "W_dec");
    } else {
      conversion.take("W_dec", "w_dec", "W_dec");
    }
    conversion.take("b_dec", "b_dec");
    conversion.take("threshold", "threshold");
    if (architecture == Architecture.JUMPRELU_SKIP_TRANSCODER) {
      // Stored as [d_in, d_out]; SAELens has [d_out, d_in].
      conversion.takeTransposed("W_skip", SKIP);
    }
    TargetConfig config =
        new TargetConfig(architecture, sizes).dataset("monology/pile-uncopyrighted");
    model(fields, file).ifPresent(config::model);
    name(site, layer(hookIn, file), config, conversion);
    hookIn.ifPresent(name -> config.note("hf_hook_name", name));
    hookOut.filter(name -> transcoder).ifPresent(name -> config.note("hf_hook_name_out", name));
    return conversion.finish(configFile, config);
  }

  private static Path configFile(Path path) {
    if (!isCrossLayer(path)) {
      return folder(path).resolve(CONFIG);
    }
    String name = path.getFileName().toString();
    return path.resolveSibling(name.substring(0, name.length() - ENDING.length())).resolve(CONFIG);
  }

  private static void checkActivation(Path configFile, JsonFields fields, Conversion conversion) {
    fields
        .text("architecture")
        .filter(name -> !name.equals("jump_relu"))
        .ifPresent(
            name ->
                conversion.reject(
                    ProblemCode.UNKNOWN_ARCHITECTURE,
                    configFile,
                    "field architecture",
                    "'" + name + "' is not jump_relu, the only one of Gemma Scope 2"));
  }

  /** The site that a Hugging Face module is. */
  private static Optional<String> site(String module) {
    Matcher matcher = MODULE.matcher("." + module);
    if (!matcher.find()) {
      return Optional.empty();
    }
    return switch (matcher.group(2)) {
      case "output" -> Optional.of("resid_post");
      case "self_attn.o_proj.input" -> Optional.of("attn_out");
      case "post_feedforward_layernorm.output" -> Optional.of("mlp_out");
      case "pre_feedforward_layernorm.output" -> Optional.of("transcoder");
      default -> Optional.empty();
    };
  }

  private static Optional<String> layer(Optional<String> module, Path file) {
    return module
        .map(name -> MODULE.matcher("." + name))
        .filter(Matcher::find)
        .map(matcher -> matcher.group(1))
        .or(() -> FolderNames.group(file, LAYER));
  }

  /** Google's id of the model; the files write {@code gemma-v3-1b-pt}. */
  private static Optional<String> model(JsonFields fields, Path file) {
    return fields
        .text("model_name")
        .or(() -> FolderNames.group(file, REPOSITORY).map(name -> "gemma-3-" + name))
        .map(name -> name.startsWith("google/") ? name : "google/" + name)
        .map(name -> name.replace("-v3", "-3"))
        // The smallest model has no ending for its pretrained version.
        .map(name -> name.contains("270m") ? name.replace("-pt", "") : name);
  }

  private static void name(
      Optional<String> site, Optional<String> layer, TargetConfig config, Conversion conversion) {
    if (site.isEmpty() || layer.isEmpty()) {
      conversion.warn(
          "Neither %s nor the folder's name says which hook the SAE is of.".formatted(CONFIG));
      return;
    }
    String block = "blocks." + Integer.valueOf(layer.get()) + ".";
    switch (site.get()) {
      case "resid_post" -> config.hook(block + "hook_resid_post");
      case "attn_out" -> config.hook(block + "attn.hook_z");
      case "mlp_out" -> config.hook(block + "hook_mlp_out");
      case "transcoder", "clt" ->
          config.hook(block + "hook_mlp_in").hookOut(block + "hook_mlp_out");
      default -> throw new IllegalStateException("a site that the pattern does not have");
    }
  }
}
