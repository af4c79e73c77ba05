package dev.npexport.engine.archive.neuronpedia;

import dev.npexport.engine.format.model.HookName;
import dev.npexport.engine.format.model.ModelNames;
import dev.npexport.engine.format.sae.SaeConfig;
import java.util.Optional;

/**
 * What the names of a tree are when they are not given.
 *
 * @param modelName Hugging Face id or the name that the SAE's config gives
 * @param modelId absent when none can be derived
 * @param sourceSet may break the rule for source sets, which is then for the user to mend
 * @param layer number of the layer, or {@code e}
 */
public record NameDefaults(
    String modelName,
    Optional<String> modelId,
    String sourceSet,
    String layer,
    String description) {

  private static final String OUTSIDE_THE_BLOCKS = "e";
  private static final int K = 1_024;
  private static final int M = 1_048_576;

  /**
   * Derives the defaults.
   *
   * @param modelName Hugging Face id or the name that the SAE's config gives
   */
  public static NameDefaults of(SaeConfig sae, HookName hook, String modelName) {
    return new NameDefaults(
        modelName,
        ModelNames.neuronpediaModelId(modelName),
        sourceSet(sae, hook),
        hook.layer().isPresent() ? String.valueOf(hook.layer().getAsInt()) : OUTSIDE_THE_BLOCKS,
        hook.point() + " - " + sae.dSae());
  }

  private static String sourceSet(SaeConfig sae, HookName hook) {
    String site = sae.architecture().isTranscoder() ? "transcoder" : hook.site();
    return "npexport-" + site + "-" + width(sae.dSae());
  }

  private static String width(int features) {
    if (features >= M && features % M == 0) {
      return features / M + "m";
    }
    return features % K == 0 ? features / K + "k" : String.valueOf(features);
  }
}
