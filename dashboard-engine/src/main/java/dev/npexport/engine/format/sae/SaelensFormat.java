package dev.npexport.engine.format.sae;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.npexport.engine.format.file.JsonFiles;
import dev.npexport.engine.format.safetensors.SafetensorsFile;
import dev.npexport.engine.format.safetensors.StoredTensor;
import dev.npexport.engine.format.safetensors.Tensor;
import dev.npexport.engine.problem.Problems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A folder as SAELens saves it, versions 2 to 6. */
public final class SaelensFormat implements SaeFormat {

  static final String CONFIG = "cfg.json";
  static final String WEIGHTS = "sae_weights.safetensors";

  /** Bookkeeping of old versions that SAELens drops when it changes nothing. */
  private static final String SCALING_FACTOR = "scaling_factor";

  private static final double UNIT_TOLERANCE = 1e-5;

  @Override
  public String id() {
    return "saelens";
  }

  @Override
  public String looksLike() {
    return "SAELens: a folder with " + CONFIG + " and " + WEIGHTS;
  }

  @Override
  public Optional<String> detect(Path path) {
    List<String> seen =
        List.of(CONFIG, WEIGHTS).stream()
            .filter(name -> Files.isRegularFile(path.resolve(name)))
            .toList();
    return seen.isEmpty() ? Optional.empty() : Optional.of(String.join(" and ", seen));
  }

  @Override
  public Sae open(Path folder) {
    Problems problems = new Problems();
    List<String> warnings = new ArrayList<>();
    Path configFile = folder.resolve(CONFIG);
    Optional<SaeConfig> config =
        problems
            .attempt(() -> JsonFiles.readObject(configFile))
            .map(content -> versionSix(content, warnings))
            .flatMap(content -> SaelensConfig.read(configFile, content, folder, problems));
    Path weights = folder.resolve(WEIGHTS);
    Optional<SafetensorsFile> file = problems.attempt(() -> SafetensorsFile.open(weights));
    try {
      if (config.isPresent() && file.isPresent()) {
        Map<String, Tensor> tensors = tensors(config.get(), file.get(), warnings, problems);
        problems.throwIfAny();
        return new OpenSae(
            id(), folder, config.get(), tensors, List.of(weights), warnings, file.get()::close);
      }
      problems.throwIfAny();
      throw new IllegalStateException("an SAE that is not there without a problem: " + folder);
    } catch (RuntimeException e) {
      file.ifPresent(SafetensorsFile::close);
      throw e;
    }
  }

  /** The content to write: a version 6 source keeps its own, an older one is migrated. */
  private static ObjectNode versionSix(ObjectNode content, List<String> warnings) {
    String version =
        content
            .path("metadata")
            .path("sae_lens_version")
            .asText(content.path("sae_lens_version").asText());
    if (SaelensVersion.isSixOrLater(version)) {
      return content;
    }
    if (content.path("metadata") instanceof ObjectNode metadata) {
      warnings.add(
          "cfg.json has the layout of SAELens 6 but %s; SAELens would not read its metadata. %s"
              .formatted(
                  version.isEmpty()
                      ? "no metadata.sae_lens_version"
                      : "the version '" + version + "'",
                  "The export states version " + SaelensVersion.WRITTEN + "."));
      metadata.put("sae_lens_version", SaelensVersion.WRITTEN);
      return content;
    }
    String activation =
        content.path("activation_fn").asText(content.path("activation_fn_str").asText("relu"));
    if (!activation.equals("relu") && !activation.equals("topk")) {
      warnings.add(
          "cfg.json names the activation function '" + activation + "'; SAELens 6 applies ReLU.");
    }
    return LegacyConfig.migrate(content);
  }

  private static Map<String, Tensor> tensors(
      SaeConfig config, SafetensorsFile file, List<String> warnings, Problems problems) {
    Map<String, StoredTensor> stored = new LinkedHashMap<>(file.stored());
    if (stored.containsKey(SCALING_FACTOR) && isOnes(file)) {
      stored.remove(SCALING_FACTOR);
      warnings.add("The tensor scaling_factor is 1 everywhere and is left out, as SAELens does.");
    }
    TensorSetCheck.check(
        file.path(),
        config.architecture(),
        ArchitectureTensors.of(
            config.architecture(), SaeDimensions.of(config), config.saelensConfig()),
        stored,
        problems);
    if (!problems.isEmpty()) {
      return Map.of();
    }
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    stored.keySet().forEach(name -> tensors.put(name, file.require(name)));
    warnOfCasts(config, tensors, warnings);
    if (config.architecture() == Architecture.TOPK && !config.saelensConfig().has("k")) {
      warnings.add("cfg.json has no k for a topk SAE; SAELens then assumes 100.");
    }
    return tensors;
  }

  private static boolean isOnes(SafetensorsFile file) {
    Optional<Tensor> tensor = file.find(SCALING_FACTOR).filter(found -> found.dtype().isFloating());
    if (tensor.isEmpty()) {
      return false;
    }
    for (long i = 0; i < tensor.get().elements(); i++) {
      if (!(Math.abs(tensor.get().getDouble(i) - 1) <= UNIT_TOLERANCE)) {
        return false;
      }
    }
    return true;
  }

  private static void warnOfCasts(
      SaeConfig config, Map<String, Tensor> tensors, List<String> warnings) {
    String dtype = config.saelensConfig().path("dtype").asText().replaceFirst("^torch\\.", "");
    List<String> others =
        tensors.values().stream()
            .filter(tensor -> !torchName(tensor).equals(dtype))
            .map(tensor -> tensor.name() + " " + torchName(tensor))
            .toList();
    if (!others.isEmpty()) {
      warnings.add(
          "cfg.json says %s, to which SAELens casts on loading: %s."
              .formatted(dtype, String.join(", ", others)));
    }
  }

  private static String torchName(Tensor tensor) {
    return switch (tensor.dtype()) {
      case F64 -> "float64";
      case F32 -> "float32";
      case F16 -> "float16";
      case BF16 -> "bfloat16";
      case I64, I32, I16, I8, U64, U32, U16, U8, BOOL ->
          throw new IllegalStateException(tensor.name() + " passed the check of its dtype");
    };
  }
}
