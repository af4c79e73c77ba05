package dev.npexport.engine.format.activation;

import java.util.Arrays;

/** Describes caches as metadata.json does. */
public final class ActivationSources {

  private ActivationSources() {}

  /** The token ids that a cache ignores: its own, else {@code fallback}; ascending. */
  public static int[] ignoredIds(ActivationCache cache, int[] fallback) {
    return cache.ignoredTokenIds().orElseGet(() -> TokenIds.normalized(fallback));
  }

  /**
   * Describes a cache from its tokens and the number of its activations.
   *
   * @param ignoredIds ascending
   * @param activations entries to count for {@code meanL0}: the stored ones for a first look, the
   *     positive ones at counted positions for the exact value
   */
  public static ActivationSource of(ActivationCache cache, int[] ignoredIds, long activations) {
    PromptTokens tokens = cache.prompts();
    long seen = tokens.places();
    long ignored = 0;
    for (int place = 0; place < seen; place++) {
      if (Arrays.binarySearch(ignoredIds, tokens.token(place)) >= 0) {
        ignored++;
      }
    }
    long counted = cache.countedTokens().orElse(seen - ignored);
    return new ActivationSource(
        cache.kind(),
        tokens.prompts(),
        tokens.longest(),
        counted + ignored,
        counted,
        ignoredIds,
        cache.valuePrecision(),
        cache.decoderNormFolded(),
        counted == 0 ? 0 : (double) activations / counted);
  }
}
