package dev.npexport.engine.dashboard.exact;

import dev.npexport.engine.dashboard.ActivationHistograms;
import dev.npexport.engine.dashboard.ExportOptions.HistogramScale;
import dev.npexport.engine.kernel.BinEdges;
import dev.npexport.engine.kernel.Histogram;

/**
 * The histograms of a feature's positive activations: equal bins over [0, max], or log10-spaced
 * ones from the smallest to the largest value; for the Neuronpedia rows always 50 equal ones.
 */
final class ActivationHistogram {

  private static final int ROW_BINS = 50;

  private final int bins;
  private final boolean logScale;

  ActivationHistogram(int bins, HistogramScale scale) {
    this.bins = bins;
    this.logScale =
        switch (scale) {
          case LINEAR -> false;
          case LOG -> true;
        };
  }

  ActivationHistograms of(float[] values) {
    if (values.length == 0) {
      return new ActivationHistograms(Histogram.EMPTY, Histogram.EMPTY, logScale);
    }
    float min = values[0];
    float max = values[0];
    for (float value : values) {
      min = Math.min(min, value);
      max = Math.max(max, value);
    }
    Histogram row = count(values, BinEdges.linear(0, max, ROW_BINS));
    Histogram asked =
        logScale
            ? count(values, BinEdges.logarithmic(min, max, bins))
            : bins == ROW_BINS ? row : count(values, BinEdges.linear(0, max, bins));
    return new ActivationHistograms(asked, row, logScale);
  }

  private static Histogram count(float[] values, BinEdges edges) {
    long[] counts = new long[edges.bins()];
    for (float value : values) {
      counts[edges.binOf(value)]++;
    }
    return new Histogram(edges.toArray(), counts);
  }
}
