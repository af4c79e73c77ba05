package dev.npexport.engine.dashboard;

import dev.npexport.engine.kernel.Histogram;

/**
 * @param histogram with {@code histogram_bins} bins on the asked scale
 * @param row with 50 equal bins over [0, max], for the Neuronpedia rows
 * @param logScale whether {@code histogram} is on the log scale
 */
public record ActivationHistograms(Histogram histogram, Histogram row, boolean logScale) {}
