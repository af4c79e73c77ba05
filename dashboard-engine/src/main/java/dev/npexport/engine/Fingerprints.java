package dev.npexport.engine;

import java.util.Optional;

/**
 * SHA-256 of the inputs in lower-case hex: of the file; of several files the sha256 of their hex
 * digests joined without separator, in string order of their relative paths; {@code unembedding} of
 * the tensor's bytes as stored.
 *
 * @param denseActivations absent where none are given
 */
public record Fingerprints(
    String saeWeights,
    String unembedding,
    String tokenizer,
    String activationCache,
    Optional<String> denseActivations) {

  /** Fingerprints of inputs without dense activations. */
  public Fingerprints(
      String saeWeights, String unembedding, String tokenizer, String activationCache) {
    this(saeWeights, unembedding, tokenizer, activationCache, Optional.empty());
  }
}
