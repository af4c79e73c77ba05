package dev.npexport.engine.format.sae.foreign;

import dev.npexport.engine.format.pickle.TorchFile;
import dev.npexport.engine.format.sae.Architecture;
import dev.npexport.engine.format.sae.SaeDimensions;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Qwen Scope: {@code layer0.sae.pt} in a repository whose name says model, width and number of
 * active features, as in {@code SAE-Res-Qwen3-1.7B-Base-W32K-L0_50}.
 */
final class QwenScopeLayout implements TorchLayout {

  private static final Pattern FILE = Pattern.compile("^layer(\\d{1,4})\\.sae\\.pt$");
  private static final Pattern REPOSITORY =
      Pattern.compile("SAE-Res-(?<model>.+)-W\\d{1,6}K-L0_(?<k>\\d{1,6})");

  @Override
  public String id() {
    return "qwen-scope";
  }

  @Override
  public String looksLike() {
    return "Qwen Scope: layer0.sae.pt in a folder like SAE-Res-Qwen3-1.7B-Base-W32K-L0_50";
  }

  @Override
  public boolean recognises(Path file, Set<String> tensors) {
    return FILE.matcher(file.getFileName().toString()).matches() && tensors.contains("W_enc");
  }

  @Override
  public TargetConfig convert(TorchFile file, Conversion conversion) {
    Matcher repository =
        FolderNames.find(file.path(), REPOSITORY)
            .orElseThrow(
                () ->
                    conversion.inexpressible(
                        "path",
                        "no folder is named like SAE-Res-Qwen3-1.7B-Base-W32K-L0_50, which says how many features are active"));
    long[] encoder = conversion.matrix("W_enc");
    SaeDimensions sizes = new SaeDimensions((int) encoder[1], (int) encoder[1], (int) encoder[0]);
    conversion.aimAt(Architecture.TOPK, sizes);
    conversion.takeTransposed("W_enc", "W_enc");
    conversion.take("b_enc", "b_enc");
    boolean unit =
        conversion
            .expect("W_dec", true, "W_dec")
            .filter(view -> DecoderRows.areUnit(view.transposed().rows()))
            .isPresent();
    conversion.takeTransposed("W_dec", "W_dec");
    conversion.take("b_dec", "b_dec");
    int k = Integer.parseInt(repository.group("k"));
    if (k < 1 || k > sizes.dSae()) {
      throw conversion.inexpressible(
          "path", "it says %d active features of %d".formatted(k, sizes.dSae()));
    }
    String layer = FolderNames.group(file.path(), FILE).orElseThrow();
    return new TargetConfig(Architecture.TOPK, sizes)
        .k(k, unit)
        .model("Qwen/" + repository.group("model"))
        .hook("blocks." + Integer.valueOf(layer) + ".hook_resid_post")
        .note("hf_hook_name", "model.layers." + Integer.valueOf(layer));
  }
}
