package dev.npexport.engine;

import dev.npexport.engine.format.label.Label;
import java.util.Optional;

/**
 * One feature as a table of features shows it; the numbers are those of the archive's statistics.
 *
 * @param activationFrequency count / counted tokens
 * @param activationCount positions with an activation above 0
 * @param maxActivation 0 for a dead feature
 * @param meanActivation over those positions, 0 for a dead feature
 * @param label the first label row, absent without one
 */
public record FeatureRow(
    int featureIndex,
    double activationFrequency,
    long activationCount,
    float maxActivation,
    double meanActivation,
    boolean isDead,
    Optional<Label> label) {}
