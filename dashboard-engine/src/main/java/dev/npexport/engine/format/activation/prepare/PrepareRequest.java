package dev.npexport.engine.format.activation.prepare;

/**
 * What turns stored values into activations.
 *
 * @param decoderNorms length of each decoder row as stored, float64 [d_sae]
 * @param fold whether the SAE folds them into its activations; a cache that is folded already stays
 *     as it is
 * @param defaultIgnoredTokenIds ids to ignore if the cache names none: the tokenizer's pad, bos and
 *     eos
 * @param vocabularySize rows of the unembedding; every token id must be below
 */
public record PrepareRequest(
    double[] decoderNorms, boolean fold, int[] defaultIgnoredTokenIds, int vocabularySize) {

  /** d_sae. */
  public int features() {
    return decoderNorms.length;
  }
}
