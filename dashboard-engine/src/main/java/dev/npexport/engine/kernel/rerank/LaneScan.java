package dev.npexport.engine.kernel.rerank;

import java.util.Arrays;

/**
 * One look at an approximate product row: entry i belongs to lane i mod {@link #LANES}, and each
 * lane keeps its largest and smallest entry and its sum of squared distances from a given mean.
 *
 * <p>The k-th largest of the lane maxima is a lower bound of the k-th largest entry, and only lanes
 * that reach it need a second look. Lanes are float64 so that the loops read and write arrays of
 * different types: they cannot overlap, and the compiler turns them into vector code.
 */
final class LaneScan {

  static final int LANES = 512;

  private final double[] largest = new double[LANES];
  private final double[] smallest = new double[LANES];
  private final double[] squares = new double[LANES];
  private int used;

  void scan(float[] row, int length) {
    used = Math.min(length, LANES);
    Arrays.fill(largest, Double.NEGATIVE_INFINITY);
    Arrays.fill(smallest, Double.POSITIVE_INFINITY);
    for (int start = 0; start < length; start += LANES) {
      int lanes = Math.min(LANES, length - start);
      max(row, start, lanes, largest);
      min(row, start, lanes, smallest);
    }
  }

  /** Σ (row[i] − mean)² in float64. */
  double squaredDistances(float[] row, int length, double mean) {
    Arrays.fill(squares, 0);
    for (int start = 0; start < length; start += LANES) {
      addSquares(row, start, Math.min(LANES, length - start), mean, squares);
    }
    double sum = 0;
    for (double square : squares) {
      sum += square;
    }
    return sum;
  }

  /** Lanes that hold an entry. */
  int used() {
    return used;
  }

  double largest(int lane) {
    return largest[lane];
  }

  double smallest(int lane) {
    return smallest[lane];
  }

  private static void max(float[] row, int start, int lanes, double[] largest) {
    for (int lane = 0; lane < lanes; lane++) {
      largest[lane] = Math.max(largest[lane], (double) row[start + lane]);
    }
  }

  private static void min(float[] row, int start, int lanes, double[] smallest) {
    for (int lane = 0; lane < lanes; lane++) {
      smallest[lane] = Math.min(smallest[lane], (double) row[start + lane]);
    }
  }

  private static void addSquares(float[] row, int start, int lanes, double mean, double[] squares) {
    for (int lane = 0; lane < lanes; lane++) {
      double distance = row[start + lane] - mean;
      squares[lane] += distance * distance;
    }
  }
}
