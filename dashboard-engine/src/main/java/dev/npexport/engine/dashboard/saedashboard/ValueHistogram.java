package dev.npexport.engine.dashboard.saedashboard;

import dev.npexport.engine.dashboard.ActivationHistograms;
import dev.npexport.engine.kernel.BinEdges;
import dev.npexport.engine.kernel.Histogram;

/**
 * Equal bins over [smallest, largest] of a feature's positive activations, counted as {@code
 * torch.histc} counts: in float32, by one multiplication, and where all values are equal in the
 * middle of a range that is widened by 1 on each side.
 */
final class ValueHistogram {

  private static final int ROW_BINS = 50;

  private final int bins;

  ValueHistogram(int bins) {
    this.bins = bins;
  }

  ActivationHistograms of(float[] values) {
    if (values.length == 0) {
      return new ActivationHistograms(Histogram.EMPTY, Histogram.EMPTY, false);
    }
    Histogram row = count(values, ROW_BINS);
    return new ActivationHistograms(bins == ROW_BINS ? row : count(values, bins), row, false);
  }

  private static Histogram count(float[] values, int bins) {
    float min = values[0];
    float max = values[0];
    for (float value : values) {
      min = Math.min(min, value);
      max = Math.max(max, value);
    }
    float low = min == max ? min - 1 : min;
    float high = min == max ? max + 1 : max;
    long[] counts = new long[bins];
    for (float value : values) {
      int bin = (int) ((value - low) * bins / (high - low));
      counts[Math.clamp(bin, 0, bins - 1)]++;
    }
    return new Histogram(BinEdges.linear(min, max, bins).toArray(), counts);
  }
}
