package dev.npexport.engine.kernel;

/**
 * What to keep of each product row.
 *
 * @param top how many of the largest, 0 for none; fewer are returned when there are fewer columns
 * @param bottom how many of the smallest
 * @param moments whether mean, std, min and max over all columns are wanted
 * @param bins the histograms over [min, max] that are wanted, each by its number of equal bins;
 *     empty for none
 */
public record ProjectionRequest(int top, int bottom, boolean moments, int... bins) {}
