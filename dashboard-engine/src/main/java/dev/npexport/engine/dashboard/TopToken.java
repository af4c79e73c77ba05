package dev.npexport.engine.dashboard;

/**
 * @param count positions of this token at which the feature is active
 * @param total sum of the activations there
 */
public record TopToken(int tokenId, long count, double total, double mean, float max) {}
