package dev.npexport.engine.dashboard;

/**
 * The statistics section of one feature; all zero but {@code decoderNorm} for a dead one.
 *
 * @param activationFrequency count / counted tokens, full precision
 * @param activationCount positions with an activation above 0
 * @param stdActivation population standard deviation over those positions
 * @param decoderNorm length of the decoder row as stored, whether or not it is folded
 */
public record FeatureStatistics(
    double activationFrequency,
    long activationCount,
    float maxActivation,
    float minActivation,
    double meanActivation,
    double stdActivation,
    boolean isDead,
    double decoderNorm) {}
