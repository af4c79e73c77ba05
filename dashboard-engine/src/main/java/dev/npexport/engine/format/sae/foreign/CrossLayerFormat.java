package dev.npexport.engine.format.sae.foreign;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.npexport.engine.format.file.JsonFields;
import dev.npexport.engine.format.file.YamlFiles;
import dev.npexport.engine.format.sae.Architecture;
import dev.npexport.engine.format.sae.Sae;
import dev.npexport.engine.format.sae.SaeDimensions;
import dev.npexport.engine.format.safetensors.SafetensorsFile;
import dev.npexport.engine.format.tensor.JoinedTensors;
import dev.npexport.engine.format.tensor.TensorFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A layer of a cross-layer transcoder as circuit-tracer holds it: {@code W_enc_N.safetensors} and
 * {@code W_dec_N.safetensors} for each layer, and {@code config.yaml}. Its decoders are summed, as
 * SAELens does.
 */
public final class CrossLayerFormat extends ForeignFormat {

  private static final Pattern FILE = Pattern.compile("W_enc_(\\d{1,4})\\.safetensors");
  private static final String CONFIG = "config.yaml";

  @Override
  public String id() {
    return "cross-layer-transcoder";
  }

  @Override
  public String looksLike() {
    return "Cross-layer transcoder: W_enc_N.safetensors, W_dec_N.safetensors and " + CONFIG;
  }

  @Override
  public Optional<String> detect(Path path) {
    return !LayerFiles.in(path, FILE).isEmpty() && Files.isRegularFile(folder(path).resolve(CONFIG))
        ? Optional.of("W_enc_N.safetensors and " + CONFIG)
        : Optional.empty();
  }

  @Override
  TensorFile openTensors(Path path) {
    Path encoder = LayerFiles.one(path, FILE);
    Path decoder =
        encoder.resolveSibling("W_dec_" + LayerFiles.layer(encoder, FILE) + ".safetensors");
    TensorFile first = TensorFile.of(SafetensorsFile.open(encoder));
    try {
      TensorFile second = TensorFile.of(SafetensorsFile.open(decoder));
      return new JoinedTensors(List.of(first, second));
    } catch (RuntimeException e) {
      first.close();
      throw e;
    }
  }

  @Override
  Sae convert(Path path, Conversion conversion) {
    String layer = LayerFiles.layer(conversion.path(), FILE);
    long[] encoder = conversion.matrix("W_enc_" + layer);
    int dIn = (int) encoder[1];
    SaeDimensions sizes = new SaeDimensions(dIn, dIn, (int) encoder[0]);
    conversion.aimAt(Architecture.TRANSCODER, sizes);
    conversion.takeTransposed("W_enc", "W_enc_" + layer);
    conversion.take("b_enc", "b_enc_" + layer);
    conversion.take("b_dec", "b_dec_" + layer);
    DecoderSum.take(conversion, "W_dec_" + layer);
    Path configFile = folder(path).resolve(CONFIG);
    ObjectNode content = YamlFiles.readObject(configFile);
    JsonFields fields = new JsonFields(configFile, content, conversion.problems());
    TargetConfig config = new TargetConfig(Architecture.TRANSCODER, sizes);
    fields.requireText("model_name").ifPresent(config::model);
    String block = "blocks." + Integer.valueOf(layer) + ".";
    fields.requireText("feature_input_hook").ifPresent(hook -> config.hook(block + hook));
    fields.requireText("feature_output_hook").ifPresent(hook -> config.hookOut(block + hook));
    return conversion.finish(configFile, config);
  }
}
