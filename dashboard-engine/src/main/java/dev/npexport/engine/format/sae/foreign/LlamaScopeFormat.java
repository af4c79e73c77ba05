package dev.npexport.engine.format.sae.foreign;

import dev.npexport.engine.format.sae.Sae;
import dev.npexport.engine.format.safetensors.SafetensorsFile;
import dev.npexport.engine.format.tensor.FloatRows;
import dev.npexport.engine.format.tensor.TensorFile;
import dev.npexport.engine.format.tensor.TensorView;
import dev.npexport.engine.problem.InputException;
import dev.npexport.engine.problem.ProblemCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Llama Scope: {@code hyperparams.json} and {@code checkpoints/final.safetensors}. Activations are
 * in the units of the scaled input, as in SAELens after it has folded the scale: {@code W_enc·s,
 * W_dec/s, b_dec/s}. One threshold holds for all features; it is in the units of the unscaled
 * input.
 */
public final class LlamaScopeFormat extends ForeignFormat {

  private static final String CONFIG = "hyperparams.json";
  private static final String WEIGHTS = "checkpoints/final.safetensors";

  @Override
  public String id() {
    return "llama-scope";
  }

  @Override
  public String looksLike() {
    return "Llama Scope: a folder with " + CONFIG + " and " + WEIGHTS;
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
    OpenMossConfig source =
        OpenMossConfig.read(path.resolve(CONFIG), "jumprelu", conversion.problems());
    if (!source.activation().equals("jumprelu")) {
      throw conversion.inexpressible(
          "act_fn", "'" + source.activation() + "' where Llama Scope has jumprelu");
    }
    OpenMossLinear.Sizes sizes = OpenMossLinear.sizes(source, conversion);
    OpenMossFolding folding =
        OpenMossFolding.of(source, sizes.of().dIn(), sizes.of().dOut(), conversion);
    TensorView decoder = OpenMossLinear.take(source, sizes, folding, conversion);
    double threshold =
        source
            .threshold()
            .orElseThrow(
                () ->
                    new InputException(
                        ProblemCode.MISSING_FIELD,
                        source.file(),
                        "field jump_relu_threshold",
                        "is missing; a number"));
    double[] lengths =
        source.scalesGateByDecoder() ? DecoderRows.lengths(decoder.transposed().rows()) : null;
    float[] thresholds = new float[sizes.of().dSae()];
    for (int i = 0; i < thresholds.length; i++) {
      double unit = lengths == null ? folding.in() : folding.out() / lengths[i];
      thresholds[i] = (float) (threshold * unit);
    }
    conversion.put("threshold", FloatRows.of(thresholds));
    TargetConfig config =
        OpenMossLinear.config(source, sizes, folding)
            .model("meta-llama/Llama-3.1-8B")
            .dataset("cerebras/SlimPajama-627B");
    return conversion.finish(source.file(), config);
  }
}
