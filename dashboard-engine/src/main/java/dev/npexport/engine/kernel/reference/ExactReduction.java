package dev.npexport.engine.kernel.reference;

import dev.npexport.engine.kernel.BestK;
import dev.npexport.engine.kernel.BinEdges;
import dev.npexport.engine.kernel.Histogram;
import dev.npexport.engine.kernel.Projection;
import dev.npexport.engine.kernel.ProjectionRequest;
import java.util.ArrayList;
import java.util.List;

/** Reduces one product row that is there in float64. */
final class ExactReduction {

  private ExactReduction() {}

  /**
   * @param logits one value for each column that takes part
   * @param columns their numbers, ascending
   */
  static Projection of(double[] logits, int[] columns, ProjectionRequest request) {
    BestK top = new BestK(Math.min(request.top(), logits.length));
    BestK bottom = new BestK(Math.min(request.bottom(), logits.length));
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    double sum = 0;
    for (int i = 0; i < logits.length; i++) {
      top.offer(columns[i], logits[i]);
      bottom.offer(columns[i], -logits[i]);
      min = logits[i] < min ? logits[i] : min;
      max = logits[i] > max ? logits[i] : max;
      sum += logits[i];
    }
    BestK.Ranked largest = top.drain();
    BestK.Ranked smallest = bottom.drain();
    for (int i = 0; i < smallest.values().length; i++) {
      smallest.values()[i] = -smallest.values()[i];
    }
    boolean moments = request.moments() && logits.length > 0;
    double mean = moments ? sum / logits.length : 0;
    return new Projection(
        largest.indices(),
        largest.values(),
        smallest.indices(),
        smallest.values(),
        mean,
        moments ? deviation(logits, mean) : 0,
        moments ? min : 0,
        moments ? max : 0,
        histograms(logits, min, max, request.bins()));
  }

  private static double deviation(double[] logits, double mean) {
    double sum = 0;
    for (double logit : logits) {
      sum += (logit - mean) * (logit - mean);
    }
    return Math.sqrt(sum / logits.length);
  }

  private static List<Histogram> histograms(double[] logits, double min, double max, int[] bins) {
    List<Histogram> histograms = new ArrayList<>();
    for (int count : bins) {
      if (logits.length == 0) {
        histograms.add(Histogram.EMPTY);
        continue;
      }
      BinEdges edges = BinEdges.linear(min, max, count);
      long[] counts = new long[count];
      for (double logit : logits) {
        counts[edges.binOf(logit)]++;
      }
      histograms.add(new Histogram(edges.toArray(), counts));
    }
    return histograms;
  }
}
