package dev.npexport.engine.kernel.rerank;

import dev.npexport.engine.kernel.BestK;
import dev.npexport.engine.kernel.BinEdges;
import dev.npexport.engine.kernel.Histogram;
import dev.npexport.engine.kernel.Projection;
import dev.npexport.engine.kernel.ProjectionRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reduces approximate product rows to {@link Projection}s: selected columns, their values, smallest
 * and largest are exactly those of the float64 row; the deviation and the histogram counts are
 * those of logits as accurate as float32. Holds scratch space: one for each thread.
 */
public final class RowReducer {

  private final LaneScan lanes = new LaneScan();
  private final ExtremeSelection selection = new ExtremeSelection();
  private final FloatBins bins = new FloatBins();

  /** The float64 product of the row with one column. */
  @FunctionalInterface
  public interface ExactLogit {
    double of(int column);
  }

  /**
   * @param columns column number of each entry of the row, ascending
   * @param mean of the float64 row
   */
  public Projection reduce(
      ApproximateRow row,
      int[] columns,
      double mean,
      ExactLogit exactLogit,
      ProjectionRequest request) {
    boolean empty = row.length() == 0;
    boolean extremes = !empty && (request.moments() || request.bins().length > 0);
    lanes.scan(row.values(), row.length());
    BestK.Ranked top = side(row, columns, exactLogit, request.top(), extremes, 1);
    BestK.Ranked bottom = side(row, columns, exactLogit, request.bottom(), extremes, -1);
    double min = extremes ? bottom.values()[0] : 0;
    double max = extremes ? top.values()[0] : 0;
    boolean moments = request.moments() && !empty;
    return new Projection(
        first(columns, top.indices(), request.top()),
        first(top.values(), request.top()),
        first(columns, bottom.indices(), request.bottom()),
        first(bottom.values(), request.bottom()),
        moments ? mean : 0,
        moments && min < max ? deviation(row, mean) : 0,
        moments ? min : 0,
        moments ? max : 0,
        histograms(row, min, max, request.bins()));
  }

  private BestK.Ranked side(
      ApproximateRow row,
      int[] columns,
      ExactLogit exactLogit,
      int wanted,
      boolean extremes,
      int sign) {
    int k = extremes ? Math.max(wanted, 1) : wanted;
    return selection.select(row, lanes, k, sign, entry -> exactLogit.of(columns[entry]));
  }

  private double deviation(ApproximateRow row, double mean) {
    double scaledMean = Math.scalb(mean, row.exponent());
    double sum = lanes.squaredDistances(row.values(), row.length(), scaledMean);
    return Math.scalb(Math.sqrt(sum / row.length()), -row.exponent());
  }

  private List<Histogram> histograms(ApproximateRow row, double min, double max, int[] wanted) {
    List<Histogram> histograms = new ArrayList<>(wanted.length);
    double lo = Math.scalb(min, row.exponent());
    double hi = Math.scalb(max, row.exponent());
    for (int i = 0; i < wanted.length; i++) {
      if (row.length() == 0) {
        histograms.add(Histogram.EMPTY);
      } else if (i > 0 && wanted[i] == wanted[i - 1]) {
        histograms.add(histograms.get(i - 1));
      } else {
        long[] counts = bins.count(row.values(), row.length(), lo, hi, wanted[i]);
        histograms.add(new Histogram(BinEdges.linear(min, max, wanted[i]).toArray(), counts));
      }
    }
    return histograms;
  }

  private static int[] first(int[] columns, int[] entries, int wanted) {
    int[] first = new int[Math.min(wanted, entries.length)];
    for (int i = 0; i < first.length; i++) {
      first[i] = columns[entries[i]];
    }
    return first;
  }

  private static double[] first(double[] values, int wanted) {
    return Arrays.copyOf(values, Math.min(wanted, values.length));
  }
}
