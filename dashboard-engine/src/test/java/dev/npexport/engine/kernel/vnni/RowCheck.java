package dev.npexport.engine.kernel.vnni;

import dev.npexport.engine.kernel.DotProduct;
import dev.npexport.engine.kernel.Histogram;
import dev.npexport.engine.kernel.IncludedColumns;
import dev.npexport.engine.kernel.Projection;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Holds one projected row to the reference: what is selected and every value bit by bit, counts to
 * those of logits that are off by no more than a float32 product can be.
 */
final class RowCheck {

  /** Parts of the largest sum of sizes that a logit is made of. */
  private static final double MEAN = 1e-12;

  private static final double DEVIATION = 1e-8;

  private final FuzzProblem problem;
  private final double[] row;
  private final Projection actual;
  private final Projection expected;
  private final int[] included;

  /** Float64 logits, what a float32 one may differ by, Σ|r·w|; made when first needed. */
  private double[] logits;

  private double[] tolerances;
  private double[] sizes;

  RowCheck(FuzzProblem problem, int index, Projection actual, Projection expected) {
    this.problem = problem;
    this.row = problem.rows().values()[index];
    this.actual = actual;
    this.expected = expected;
    this.included = IncludedColumns.of(problem.columns().rows(), problem.excluded());
  }

  /** What is wrong, or empty. */
  Optional<String> difference() {
    return same("top indices", actual.topIndices(), expected.topIndices())
        .or(() -> same("bottom indices", actual.bottomIndices(), expected.bottomIndices()))
        .or(() -> same("top values", actual.topValues(), expected.topValues()))
        .or(() -> same("bottom values", actual.bottomValues(), expected.bottomValues()))
        .or(() -> same("min", new double[] {actual.min()}, new double[] {expected.min()}))
        .or(() -> same("max", new double[] {actual.max()}, new double[] {expected.max()}))
        .or(this::mean)
        .or(this::std)
        .or(this::histograms);
  }

  private static Optional<String> same(String what, int[] actual, int[] expected) {
    int at = Arrays.mismatch(actual, expected);
    return at < 0
        ? Optional.empty()
        : Optional.of(
            "%s from place %d of %d: %s instead of %s"
                .formatted(what, at, expected.length, from(actual, at), from(expected, at)));
  }

  private static String from(int[] values, int at) {
    return Arrays.toString(Arrays.copyOfRange(values, at, Math.clamp(at + 3L, at, values.length)));
  }

  private static Optional<String> same(String what, double[] actual, double[] expected) {
    int at = Arrays.mismatch(actual, expected);
    return at < 0
        ? Optional.empty()
        : Optional.of(
            "%s at place %d of %d: %s instead of %s"
                .formatted(what, at, expected.length, actual[at], expected[at]));
  }

  private Optional<String> mean() {
    double error = Math.abs(actual.mean() - expected.mean());
    if (error <= MEAN * size()) {
      return Optional.empty();
    }
    compute();
    double largest = Arrays.stream(sizes).max().orElse(0);
    // each of two sums over all columns may lose half a unit with every addition
    double float64 = (included.length + row.length) * 0x1p-52;
    return error <= Math.max(MEAN, float64) * largest
        ? Optional.empty()
        : Optional.of("mean: %s instead of %s".formatted(actual.mean(), expected.mean()));
  }

  private double size() {
    return Math.max(Math.abs(expected.min()), Math.abs(expected.max()));
  }

  /**
   * Right to a hundred thousandth or, where logits nearly cancel, as right as of float32 logits.
   */
  private Optional<String> std() {
    double error = Math.abs(actual.std() - expected.std());
    if (error <= 1e-5 * expected.std()) {
      return Optional.empty();
    }
    compute();
    double largest = Arrays.stream(sizes).max().orElse(0);
    return error <= DEVIATION * largest
        ? Optional.empty()
        : Optional.of(
            "std: %s instead of %s, off by %.2g of it and %.2g of the largest logit"
                .formatted(actual.std(), expected.std(), error / expected.std(), error / size()));
  }

  private Optional<String> histograms() {
    List<Histogram> histograms = actual.histograms();
    if (histograms.size() != expected.histograms().size()) {
      return Optional.of("%d histograms".formatted(histograms.size()));
    }
    Optional<String> difference = Optional.empty();
    for (int i = 0; i < histograms.size() && difference.isEmpty(); i++) {
      difference = histogram(histograms.get(i), expected.histograms().get(i));
    }
    return difference;
  }

  private Optional<String> histogram(Histogram counted, Histogram reference) {
    return same("edges", counted.edges(), reference.edges())
        .or(
            () ->
                Arrays.equals(counted.counts(), reference.counts())
                    ? Optional.empty()
                    : counts(counted, reference));
  }

  private Optional<String> counts(Histogram counted, Histogram reference) {
    compute();
    int bins = counted.counts().length;
    if (Arrays.stream(counted.counts()).sum() != included.length) {
      return Optional.of(
          "%d counts of %d bins in all"
              .formatted(Arrays.stream(counted.counts()).sum(), counted.counts().length));
    }
    if (counted.edges()[0] == counted.edges()[bins]) {
      return Optional.of("counts of bins of no width");
    }
    double[] lowest = new double[logits.length];
    double[] highest = new double[logits.length];
    Arrays.setAll(lowest, v -> logits[v] - tolerances[v]);
    Arrays.setAll(highest, v -> logits[v] + tolerances[v]);
    Arrays.sort(lowest);
    Arrays.sort(highest);
    long below = 0;
    long belowReference = 0;
    for (int bin = 1; bin < bins; bin++) {
      below += counted.counts()[bin - 1];
      belowReference += reference.counts()[bin - 1];
      double edge = counted.edges()[bin];
      int least = below(highest, edge);
      int most = below(lowest, edge);
      if (below < least || below > most) {
        return Optional.of(
            "%d logits below edge %d of %d, not %d to %d (%d in float64)"
                .formatted(below, bin, bins, least, most, belowReference));
      }
    }
    return Optional.empty();
  }

  private static int below(double[] ascending, double edge) {
    int from = 0;
    int to = ascending.length;
    while (from < to) {
      int middle = (from + to) >>> 1;
      if (ascending[middle] < edge) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return from;
  }

  /** Roundings on the way to a float32 logit: of both factors, the sums of a lane, and of lanes. */
  private void compute() {
    if (logits != null) {
      return;
    }
    int width = row.length;
    double rounding = (Math.ceilDiv(width, DotsCode.PADDING) + 8.5) * 0x1p-24;
    double underflow = width * 0x1p-133 * largest(row);
    double[] column = new double[width];
    double largest = 0;
    logits = new double[included.length];
    tolerances = new double[included.length];
    sizes = new double[included.length];
    for (int v = 0; v < included.length; v++) {
      problem.columns().read(included[v], column);
      largest = Math.max(largest, largest(column));
      logits[v] = DotProduct.of(row, 0, column, 0, width);
      for (int i = 0; i < width; i++) {
        sizes[v] += Math.abs(row[i] * column[i]);
      }
      tolerances[v] = rounding * sizes[v];
    }
    for (int v = 0; v < included.length; v++) {
      tolerances[v] += underflow * largest;
    }
  }

  private static double largest(double[] values) {
    return Arrays.stream(values).map(Math::abs).max().orElse(0);
  }
}
