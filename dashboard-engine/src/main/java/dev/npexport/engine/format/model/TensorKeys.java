package dev.npexport.engine.format.model;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The names under which one weight is stored: checkpoints add or leave out the prefix of the base
 * model (GPT-2's own file has {@code wte.weight}, others {@code transformer.wte.weight}).
 */
final class TensorKeys {

  private static final List<String> PREFIXES =
      List.of(
          "",
          "transformer.",
          "model.",
          "gpt_neox.",
          "backbone.",
          "language_model.",
          "language_model.model.",
          "model.language_model.");

  private TensorKeys() {}

  /** The key itself first, then its variants. */
  static Set<String> variants(String key) {
    Set<String> keys = new LinkedHashSet<>();
    keys.add(key);
    String bare = withoutPrefix(key);
    PREFIXES.forEach(prefix -> keys.add(prefix + bare));
    return keys;
  }

  private static String withoutPrefix(String key) {
    String bare = key;
    for (String prefix : PREFIXES) {
      if (key.startsWith(prefix) && key.length() - prefix.length() < bare.length()) {
        bare = key.substring(prefix.length());
      }
    }
    return bare;
  }
}
