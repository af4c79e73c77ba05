package dev.npexport.engine.kernel;

import java.util.Arrays;

/**
 * The bounds of the bins of a histogram and the rule that puts a value into one of them: bin i if
 * edge i ≤ value &lt; edge i+1, the largest value in the last bin. When the range has no width
 * every value is in the last bin.
 */
public final class BinEdges {

  private final double[] edges;
  private final boolean linear;
  private final double binsPerUnit;

  private BinEdges(double[] edges, boolean linear) {
    this.edges = edges;
    this.linear = linear;
    int bins = edges.length - 1;
    this.binsPerUnit = bins / (edges[bins] - edges[0]);
  }

  /** Edge i is {@code lo + (hi − lo)·i/bins}, multiplied before divided; the last is hi itself. */
  public static BinEdges linear(double lo, double hi, int bins) {
    double[] edges = new double[bins + 1];
    for (int i = 0; i < bins; i++) {
      edges[i] = lo + (hi - lo) * i / bins;
    }
    edges[bins] = hi;
    return new BinEdges(edges, true);
  }

  /** Edges spaced evenly in log10 between two positive bounds, which are kept as they are. */
  public static BinEdges logarithmic(double lo, double hi, int bins) {
    double[] edges = new double[bins + 1];
    // StrictMath: the same edges on every processor.
    double low = StrictMath.log10(lo);
    double high = StrictMath.log10(hi);
    for (int i = 1; i < bins; i++) {
      edges[i] = StrictMath.pow(10, low + (high - low) * i / bins);
    }
    edges[0] = lo;
    edges[bins] = hi;
    return new BinEdges(edges, false);
  }

  public int bins() {
    return edges.length - 1;
  }

  /** The bounds, one more than there are bins; a copy. */
  public double[] toArray() {
    return edges.clone();
  }

  /** The bin of a value; values outside the range count for the bin at that end. */
  public int binOf(double value) {
    int last = edges.length - 2;
    int bin = linear ? guess(value, last) : search(value, last);
    while (bin > 0 && value < edges[bin]) {
      bin--;
    }
    while (bin < last && value >= edges[bin + 1]) {
      bin++;
    }
    return bin;
  }

  private int guess(double value, int last) {
    return Math.clamp((long) ((value - edges[0]) * binsPerUnit), 0, last);
  }

  private int search(double value, int last) {
    int found = Arrays.binarySearch(edges, value);
    return Math.clamp(found >= 0 ? found : -found - 2, 0, last);
  }
}
