package dev.npexport.engine.kernel;

import java.util.List;

/**
 * One reduced product row.
 *
 * @param topIndices columns of the largest values, largest first, ties to the lower column
 * @param topValues their float64 values
 * @param bottomIndices columns of the smallest values, smallest first
 * @param bottomValues their float64 values
 * @param mean over all columns (0 unless moments were asked for, like the next three)
 * @param std population standard deviation
 * @param min smallest value
 * @param max largest value
 * @param histograms one for each entry of {@link ProjectionRequest#bins()}
 */
public record Projection(
    int[] topIndices,
    double[] topValues,
    int[] bottomIndices,
    double[] bottomValues,
    double mean,
    double std,
    double min,
    double max,
    List<Histogram> histograms) {}
