package dev.npexport.engine.format.sae.foreign;

import dev.npexport.engine.format.pickle.TorchFile;
import dev.npexport.engine.format.sae.Architecture;
import dev.npexport.engine.format.sae.SaeDimensions;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Goodfire's SAEs of Llama 3: {@code Llama-3.3-70B-Instruct-SAE-l50.pt}. */
final class GoodfireLayout implements TorchLayout {

  private static final Pattern NAME =
      Pattern.compile("(Llama-3\\.\\d+-\\d+B-Instruct)-SAE-l(\\d{1,4})");

  @Override
  public String id() {
    return "goodfire";
  }

  @Override
  public String looksLike() {
    return "Goodfire: a .pt file with encoder_linear.weight and decoder_linear.weight";
  }

  @Override
  public boolean recognises(Path file, Set<String> tensors) {
    return tensors.contains("encoder_linear.weight");
  }

  @Override
  public TargetConfig convert(TorchFile file, Conversion conversion) {
    long[] encoder = conversion.matrix("encoder_linear.weight");
    SaeDimensions sizes = new SaeDimensions((int) encoder[1], (int) encoder[1], (int) encoder[0]);
    conversion.aimAt(Architecture.STANDARD, sizes);
    conversion.takeTransposed("W_enc", "encoder_linear.weight");
    conversion.take("b_enc", "encoder_linear.bias");
    conversion.takeTransposed("W_dec", "decoder_linear.weight");
    conversion.take("b_dec", "decoder_linear.bias");
    TargetConfig config =
        new TargetConfig(Architecture.STANDARD, sizes).dataset("lmsys/lmsys-chat-1m");
    Optional<Matcher> name = FolderNames.find(file.path(), NAME);
    if (name.isEmpty()) {
      conversion.warn(
          "The file is not named like Llama-3.1-8B-Instruct-SAE-l19.pth, so that model and hook are not known.");
    }
    name.ifPresent(
        found ->
            config
                .model("meta-llama/" + found.group(1))
                .hook("blocks." + Integer.valueOf(found.group(2)) + ".hook_resid_post"));
    return config;
  }
}
