package dev.npexport.engine;

/**
 * SHA-256 of the inputs in lower-case hex: of the file; of several files the sha256 of their hex
 * digests joined without separator, in string order of their relative paths; {@code unembedding} of
 * the tensor's bytes as stored.
 */
public record Fingerprints(
    String saeWeights, String unembedding, String tokenizer, String activationCache) {}
