package dev.npexport.engine.format.sae.foreign;

import dev.npexport.engine.format.file.JsonFields;
import dev.npexport.engine.format.file.JsonFiles;
import dev.npexport.engine.format.pickle.TorchFile;
import dev.npexport.engine.format.sae.Architecture;
import dev.npexport.engine.format.sae.SaeDimensions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/**
 * Kissane's and Krzyzanowski's attention SAEs of GPT-2 small: a {@code .pt} file under SAELens's
 * own names and a {@code _cfg.json} beside it.
 */
final class HookZLayout implements TorchLayout {

  private static final int CONTEXT = 128;

  @Override
  public String id() {
    return "connor-rob-hook-z";
  }

  @Override
  public String looksLike() {
    return "Attention SAEs of GPT-2: a .pt file with W_enc and W_dec, and its _cfg.json";
  }

  @Override
  public boolean recognises(Path file, Set<String> tensors) {
    return tensors.contains("W_enc") && Files.isRegularFile(config(file));
  }

  private static Path config(Path file) {
    String name = file.getFileName().toString();
    return file.resolveSibling(name.substring(0, name.lastIndexOf('.')) + "_cfg.json");
  }

  @Override
  public TargetConfig convert(TorchFile file, Conversion conversion) {
    Path configFile = config(file.path());
    JsonFields fields =
        new JsonFields(configFile, JsonFiles.readObject(configFile), conversion.problems());
    long[] encoder = conversion.matrix("W_enc");
    SaeDimensions sizes = new SaeDimensions((int) encoder[0], (int) encoder[0], (int) encoder[1]);
    conversion.aimAt(Architecture.STANDARD, sizes);
    for (String name : new String[] {"W_enc", "b_enc", "W_dec", "b_dec"}) {
      conversion.take(name, name);
    }
    if (fields.size("act_size").orElse(sizes.dIn()) != sizes.dIn()) {
      fields.invalid("act_size", "does not agree with the weights, " + sizes.dIn());
    }
    if (fields.size("dict_size").orElse(sizes.dSae()) != sizes.dSae()) {
      fields.invalid("dict_size", "does not agree with the weights, " + sizes.dSae());
    }
    TargetConfig config =
        new TargetConfig(Architecture.STANDARD, sizes)
            .appliesDecoderBiasToInput(true)
            .model("gpt2-small")
            .dataset("Skylion007/openwebtext")
            .contextSize(CONTEXT);
    fields
        .requireText("act_name")
        .ifPresent(
            hook -> {
              config.hook(hook);
              if (hook.endsWith("hook_z")) {
                config.flattensHeads();
              }
            });
    return config;
  }
}
