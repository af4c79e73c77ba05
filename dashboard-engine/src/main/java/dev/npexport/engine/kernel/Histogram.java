package dev.npexport.engine.kernel;

/**
 * Counts over bins; a value is in bin i if edge i ≤ value &lt; edge i+1, the largest value in the
 * last bin.
 *
 * @param edges bin bounds, one more than counts, ascending; empty for a feature without activations
 * @param counts values in each bin
 */
public record Histogram(double[] edges, long[] counts) {

  /** No bins at all: a dead feature. */
  public static final Histogram EMPTY = new Histogram(new double[0], new long[0]);
}
