package dev.npexport.engine.format.activation.prepare;

import dev.npexport.engine.format.activation.PromptTokens;
import java.util.Arrays;

/** One bit a place: whether it is ignored. Immutable. */
final class PlaceMask {

  private final long[] words;

  private PlaceMask(long[] words) {
    this.words = words;
  }

  /**
   * Marks the places of the ignored ids.
   *
   * @param ignoredIds ascending
   */
  static PlaceMask of(PromptTokens tokens, int[] ignoredIds) {
    long[] words = new long[(tokens.places() >>> 6) + 1];
    for (int place = 0; place < tokens.places(); place++) {
      if (Arrays.binarySearch(ignoredIds, tokens.token(place)) >= 0) {
        words[place >>> 6] |= 1L << place;
      }
    }
    return new PlaceMask(words);
  }

  boolean ignored(int place) {
    return (words[place >>> 6] & 1L << place) != 0;
  }
}
