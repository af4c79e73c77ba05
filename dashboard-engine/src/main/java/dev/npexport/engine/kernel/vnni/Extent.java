package dev.npexport.engine.kernel.vnni;

/**
 * Of a row's logits in float64.
 *
 * @param min smallest
 * @param max largest
 * @param mean mean
 * @param correction what the variance of the approximate logits lacks, in the units of the product
 */
record Extent(double min, double max, double mean, double correction) {}
