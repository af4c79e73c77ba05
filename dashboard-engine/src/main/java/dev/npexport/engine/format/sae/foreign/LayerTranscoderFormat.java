package dev.npexport.engine.format.sae.foreign;

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
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Transcoders as Hanna publishes them for Qwen3: {@code layer_N.safetensors} for each layer, {@code
 * wandb-config.yaml} of the run and, for most, {@code config.yaml} with the model's name.
 */
public final class LayerTranscoderFormat extends ForeignFormat {

  private static final Pattern FILE = Pattern.compile("layer_(\\d{1,4})\\.safetensors");

  /** The second is a slip of the pen in some repositories. */
  private static final List<String> RUNS = List.of("wandb-config.yaml", "wanb-config.yaml");

  private static final String CONFIG = "config.yaml";
  private static final Pattern MODEL = Pattern.compile("qwen3-(\\d+(?:\\.\\d+)?)b");

  @Override
  public String id() {
    return "layer-transcoders";
  }

  @Override
  public String looksLike() {
    return "Transcoders by layer: layer_N.safetensors beside wandb-config.yaml";
  }

  @Override
  public Optional<String> detect(Path path) {
    Optional<Path> run = run(path);
    return LayerFiles.in(path, FILE).isEmpty()
        ? Optional.empty()
        : run.map(file -> "layer_N.safetensors and " + file.getFileName());
  }

  private static Optional<Path> run(Path path) {
    return RUNS.stream()
        .map(name -> folder(path).resolve(name))
        .filter(Files::isRegularFile)
        .findFirst();
  }

  @Override
  TensorFile openTensors(Path path) {
    return TensorFile.of(SafetensorsFile.open(LayerFiles.one(path, FILE)));
  }

  @Override
  Sae convert(Path path, Conversion conversion) {
    long[] encoder = conversion.matrix("W_enc");
    int dIn = (int) encoder[1];
    SaeDimensions sizes = new SaeDimensions(dIn, dIn, (int) encoder[0]);
    conversion.aimAt(Architecture.TRANSCODER, sizes);
    conversion.takeTransposed("W_enc", "W_enc");
    for (String name : List.of("b_enc", "W_dec", "b_dec")) {
      conversion.take(name, name);
    }
    Path runFile = run(path).orElseThrow();
    ObjectNode run = YamlFiles.readObject(runFile);
    TargetConfig config =
        new TargetConfig(Architecture.TRANSCODER, sizes).dataset("monology/pile-uncopyrighted");
    agree(runFile, run, "d_model", dIn, conversion);
    agree(runFile, run, "d_feature", sizes.dSae(), conversion);
    // The run's batches are prompts of this many tokens; SAELens takes the number for that, too.
    new JsonFields(runFile, run, conversion.problems())
        .inner("batch_size")
        .size("value")
        .ifPresent(config::contextSize);
    String block = "blocks." + Integer.valueOf(LayerFiles.layer(conversion.path(), FILE)) + ".";
    config.hook(block + "mlp.hook_in").hookOut(block + "hook_mlp_out");
    model(path, conversion).ifPresent(config::model);
    return conversion.finish(runFile, config);
  }

  private static void agree(
      Path file, ObjectNode run, String field, int size, Conversion conversion) {
    JsonFields fields = new JsonFields(file, run, conversion.problems()).inner(field);
    if (fields.requireSize("value").orElse(size) != size) {
      fields.invalid("value", "does not agree with the weights, " + size);
    }
  }

  private static Optional<String> model(Path path, Conversion conversion) {
    Path file = folder(path).resolve(CONFIG);
    ObjectNode config =
        Files.isRegularFile(file)
            ? YamlFiles.readObject(file)
            : JsonNodeFactory.instance.objectNode();
    return new JsonFields(file, config, conversion.problems())
        .text("model_name")
        .or(() -> FolderNames.group(path, MODEL).map("Qwen/Qwen3-%sB"::formatted));
  }
}
