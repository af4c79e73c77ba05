package dev.npexport.engine.format.activation;

/**
 * What a cache is, as metadata.json's {@code activation_source} says it.
 *
 * @param kind {@code delphi}, {@code columnar} or {@code jsonl}
 * @param prompts number of prompts
 * @param tokensPerPrompt length of the longest prompt
 * @param totalTokens positions in the cache
 * @param countedTokens positions less the ignored ones: the denominator of every frequency
 * @param ignoredTokenIds ascending
 * @param valuePrecision dtype of the stored values, for example {@code float16}
 * @param decoderNormFolded whether the cache's values already carry the decoder row lengths
 * @param meanL0 mean number of active features for each counted token
 */
public record ActivationSource(
    String kind,
    int prompts,
    int tokensPerPrompt,
    long totalTokens,
    long countedTokens,
    int[] ignoredTokenIds,
    String valuePrecision,
    boolean decoderNormFolded,
    double meanL0) {}
