package dev.npexport.engine.format.activation.prepare;

/**
 * What turns stored values into activations.
 *
 * @param decoderNorms length of each decoder row as stored, float64 [d_sae]
 * @param fold whether the SAE folds them into its activations; a cache that is folded already stays
 *     as it is
 * @param defaultIgnoredTokenIds ids to ignore if the cache names none: the tokenizer's pad, bos and
 *     eos
 * @param keepIgnored whether activations at ignored tokens are kept, which only SAEDashboard's
 *     correlations want
 * @param vocabularySize rows of the unembedding; every token id must be below
 */
public record PrepareRequest(
    double[] decoderNorms,
    boolean fold,
    int[] defaultIgnoredTokenIds,
    boolean keepIgnored,
    int vocabularySize) {

  /** The usual request: what lies at ignored tokens does not count. */
  public PrepareRequest(
      double[] decoderNorms, boolean fold, int[] defaultIgnoredTokenIds, int vocabularySize) {
    this(decoderNorms, fold, defaultIgnoredTokenIds, false, vocabularySize);
  }

  /** The same request with the activations at ignored tokens kept. */
  public PrepareRequest keepingIgnored() {
    return new PrepareRequest(decoderNorms, fold, defaultIgnoredTokenIds, true, vocabularySize);
  }

  /** d_sae. */
  public int features() {
    return decoderNorms.length;
  }
}
