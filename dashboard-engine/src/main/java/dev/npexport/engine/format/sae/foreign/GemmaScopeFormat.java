package dev.npexport.engine.format.sae.foreign;

import dev.npexport.engine.format.npz.NpzFile;
import dev.npexport.engine.format.sae.Architecture;
import dev.npexport.engine.format.sae.Sae;
import dev.npexport.engine.format.sae.SaeDimensions;
import dev.npexport.engine.format.tensor.FloatRows;
import dev.npexport.engine.format.tensor.TensorFile;
import dev.npexport.engine.format.tensor.TensorView;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Gemma Scope and its transcoders: {@code params.npz}; model, site, layer and width stand only in
 * the names of the folders around it, as in {@code gemma-scope-2b-pt-res/layer_12/width_16k/
 * average_l0_71}.
 */
public final class GemmaScopeFormat extends ForeignFormat {

  private static final String PARAMS = "params.npz";

  private static final Pattern REPOSITORY =
      Pattern.compile("gemma-scope-(?<size>\\d+b)-(?<kind>pt|it)-(?<site>res|att|mlp|transcoders)");
  private static final Pattern LAYER = Pattern.compile("^layer_(\\d{1,4})(?![0-9])");
  private static final Pattern EMBEDDING = Pattern.compile("^(embedding)");
  private static final Pattern WIDTH = Pattern.compile("^width_(\\d{1,4}[km])$");
  private static final Map<String, Integer> WIDTHS =
      Map.of(
          "4k", 1 << 12,
          "16k", 1 << 14,
          "32k", 1 << 15,
          "65k", 1 << 16,
          "131k", 1 << 17,
          "262k", 1 << 18,
          "524k", 1 << 19,
          "1m", 1 << 20);

  private static final String[] ENCODER = {"w_enc", "W_enc", "wenc", "w_e"};
  private static final String[] DECODER = {"w_dec", "W_dec", "wdec", "w_d"};
  private static final String[] ENCODER_BIAS = {"b_enc", "benc", "b_e"};
  private static final String[] DECODER_BIAS = {"b_dec", "bdec", "b_d"};

  @Override
  public String id() {
    return "gemma-scope";
  }

  @Override
  public String looksLike() {
    return "Gemma Scope: a folder with " + PARAMS;
  }

  @Override
  public Optional<String> detect(Path path) {
    return hasFile(path, PARAMS) ? Optional.of(PARAMS) : Optional.empty();
  }

  @Override
  TensorFile openTensors(Path path) {
    return NpzFile.open(file(path, PARAMS));
  }

  @Override
  Sae convert(Path path, Conversion conversion) {
    Path file = file(path, PARAMS);
    Optional<Matcher> repository = FolderNames.find(file, REPOSITORY);
    boolean transcoder =
        repository.filter(found -> found.group("site").equals("transcoders")).isPresent();
    Architecture architecture =
        transcoder ? Architecture.JUMPRELU_TRANSCODER : Architecture.JUMPRELU;
    long[] encoder = conversion.matrix(ENCODER);
    long[] decoder = transcoder ? conversion.matrix(DECODER) : encoder;
    int dIn = (int) encoder[0];
    int dOut = transcoder ? (int) decoder[1] : dIn;
    SaeDimensions sizes = new SaeDimensions(dIn, dOut, (int) encoder[1]);
    conversion.aimAt(architecture, sizes);
    boolean embedding = FolderNames.find(file, EMBEDDING).isPresent();
    double scale = embedding ? Math.sqrt(dIn) : 1;
    takeScaled(conversion, "W_enc", 1 / scale, ENCODER);
    conversion.take("b_enc", ENCODER_BIAS);
    takeScaled(conversion, "W_dec", scale, DECODER);
    conversion.take("b_dec", DECODER_BIAS);
    conversion.take("threshold", "threshold");
    dropUnitScale(conversion);
    checkWidth(file, conversion, sizes.dSae());
    TargetConfig config =
        new TargetConfig(architecture, sizes).dataset("monology/pile-uncopyrighted");
    name(file, conversion, config, repository, embedding);
    return conversion.finish(file, config);
  }

  private static void takeScaled(
      Conversion conversion, String name, double factor, String... sources) {
    if (factor == 1) {
      conversion.take(name, sources);
    } else {
      conversion
          .expect(name, false, sources)
          .ifPresent(view -> conversion.put(name, view.rows().mapped(value -> value * factor)));
    }
  }

  /** Some files have a factor for fine-tuning; SAELens drops it where it changes nothing. */
  private static void dropUnitScale(Conversion conversion) {
    Optional<TensorView> scale = conversion.find("scaling_factor");
    if (scale.isEmpty()) {
      return;
    }
    FloatRows rows = scale.get().rows();
    float[] values = new float[Math.toIntExact(rows.rows() * rows.width())];
    rows.read(0, (int) rows.rows(), values);
    for (float value : values) {
      if (value != 1) {
        throw conversion.inexpressible(
            "tensor scaling_factor", "it scales features after they are found, and is not 1");
      }
    }
  }

  private static void checkWidth(Path file, Conversion conversion, int dSae) {
    Optional<String> width = FolderNames.group(file, WIDTH);
    Integer stated = width.map(WIDTHS::get).orElse(null);
    if (stated != null && stated != dSae) {
      conversion.warn(
          "The folder says width_%s, %d features; the file has %d."
              .formatted(width.orElseThrow(), stated, dSae));
    }
  }

  private static void name(
      Path file,
      Conversion conversion,
      TargetConfig config,
      Optional<Matcher> repository,
      boolean embedding) {
    Optional<String> layer = FolderNames.group(file, LAYER);
    if (repository.isEmpty() || (layer.isEmpty() && !embedding)) {
      conversion.warn(
          "No folder around %s is named like gemma-scope-2b-pt-res with layer_12 inside, so that model and hook are not known."
              .formatted(PARAMS));
      return;
    }
    String kind = repository.get().group("kind").equals("it") ? "-it" : "";
    config.model("gemma-2-" + repository.get().group("size") + kind);
    String block = "blocks." + layer.map(Integer::valueOf).orElse(0) + ".";
    switch (repository.get().group("site")) {
      case "res" -> config.hook(embedding ? "hook_embed" : block + "hook_resid_post");
      case "mlp" -> config.hook(block + "hook_mlp_out");
      case "att" -> config.hook(block + "attn.hook_z").flattensHeads();
      case "transcoders" ->
          config.hook(block + "ln2.hook_normalized").hookOut(block + "hook_mlp_out");
      default -> throw new IllegalStateException("a site that the pattern does not have");
    }
  }
}
