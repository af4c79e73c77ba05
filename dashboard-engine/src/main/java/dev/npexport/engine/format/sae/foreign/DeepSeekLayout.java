package dev.npexport.engine.format.sae.foreign;

import dev.npexport.engine.format.pickle.TorchFile;
import dev.npexport.engine.format.sae.Architecture;
import dev.npexport.engine.format.sae.SaeDimensions;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The SAE of DeepSeek R1's distillation into Llama 8B: {@code …-SAE-l19.pt}. */
final class DeepSeekLayout implements TorchLayout {

  private static final Pattern NAME = Pattern.compile("(?i)deepseek-?r1");
  private static final Pattern LAYER = Pattern.compile("(?:^|[^A-Za-z0-9])l(\\d{1,4})(?![0-9])");

  @Override
  public String id() {
    return "deepseek-r1";
  }

  @Override
  public String looksLike() {
    return "DeepSeek R1: a .pt file named for it, with encoder.weight and decoder.weight";
  }

  @Override
  public boolean recognises(Path file, Set<String> tensors) {
    return FolderNames.find(file, NAME).isPresent() && tensors.contains("encoder.weight");
  }

  @Override
  public TargetConfig convert(TorchFile file, Conversion conversion) {
    long[] encoder = conversion.matrix("encoder.weight");
    SaeDimensions sizes = new SaeDimensions((int) encoder[1], (int) encoder[1], (int) encoder[0]);
    conversion.aimAt(Architecture.STANDARD, sizes);
    conversion.takeTransposed("W_enc", "encoder.weight");
    conversion.take("b_enc", "encoder.bias");
    conversion.takeTransposed("W_dec", "decoder.weight");
    conversion.take("b_dec", "decoder.bias");
    TargetConfig config =
        new TargetConfig(Architecture.STANDARD, sizes)
            .model("deepseek-ai/DeepSeek-R1-Distill-Llama-8B")
            .dataset("lmsys/lmsys-chat-1m");
    Optional<String> layer = FolderNames.group(file.path(), LAYER);
    if (layer.isEmpty()) {
      conversion.warn("The file's name has no layer such as l19, so that the hook is not known.");
    }
    layer.ifPresent(
        number -> config.hook("blocks." + Integer.valueOf(number) + ".hook_resid_post"));
    return config;
  }
}
