package dev.npexport.engine.session;

import dev.npexport.engine.format.activation.ActivationSource;
import dev.npexport.engine.format.sae.SaeConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What is odd about inputs that can be exported all the same. */
final class InputWarnings {

  /** Beyond it the cache was probably captured at another hook. */
  private static final double MOST_L0_FACTOR = 2;

  private InputWarnings() {}

  /**
   * Sentences for a person.
   *
   * @param activations with the mean L0 to compare
   */
  static List<String> of(OpenInputs inputs, ActivationSource activations) {
    SaeConfig config = inputs.sae().config();
    List<String> warnings = new ArrayList<>(inputs.sae().warnings());
    config
        .statedL0()
        .flatMap(stated -> impliedL0(stated, activations.meanL0()))
        .ifPresent(warnings::add);
    inputs
        .cache()
        .hookName()
        .flatMap(hook -> otherHook(hook, config.hookName().orElse("")))
        .ifPresent(warnings::add);
    return List.copyOf(warnings);
  }

  private static Optional<String> impliedL0(double stated, double found) {
    boolean near = found <= stated * MOST_L0_FACTOR && stated <= found * MOST_L0_FACTOR;
    return near
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "On average %.1f features fire on a token of the activation cache, but the SAE"
                    + " states an L0 of %.1f: the cache was probably captured at another hook.",
                found,
                stated));
  }

  /** Compares names of TransformerLens only: other tools name modules, often the same place. */
  private static Optional<String> otherHook(String cache, String sae) {
    boolean comparable = cache.startsWith("blocks.") && sae.startsWith("blocks.");
    return comparable && !cache.equals(sae)
        ? Optional.of(
            "The activation cache says that it was captured at %s, the SAE reads %s."
                .formatted(cache, sae))
        : Optional.empty();
  }
}
