package dev.npexport.engine.archive.neuronpedia;

import dev.npexport.engine.archive.text.Texts;
import dev.npexport.engine.format.label.Label;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * How a label's method and model are called in Neuronpedia. Rows of the config files overwrite what
 * is there, so names that belong to others are used only where they mean the same.
 */
final class ExplanationNames {

  private static final Set<String> NEURONPEDIAS_OWN =
      Set.of(
          "oai_token-act-pair",
          "np_max-act-logits",
          "np_max-act",
          "np_acts-logits-general",
          "oai_attention-head",
          "eleuther_acts_top20",
          "human");

  private static final String OURS = "npexport_";
  private static final String NO_METHOD = "npexport_label";

  private ExplanationNames() {}

  static String type(Label label) {
    return label
        .method()
        .map(
            method ->
                NEURONPEDIAS_OWN.contains(method)
                    ? method
                    : OURS + method.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_-]", "_"))
        .orElse(NO_METHOD);
  }

  /** The model's name without its provider. */
  static Optional<String> model(Label label) {
    return label
        .model()
        .map(model -> Texts.forRow(model.substring(model.lastIndexOf('/') + 1)))
        .filter(model -> !model.isEmpty());
  }
}
