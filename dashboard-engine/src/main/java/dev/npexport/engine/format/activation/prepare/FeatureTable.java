package dev.npexport.engine.format.activation.prepare;

import java.lang.foreign.MemorySegment;
import java.util.List;

/**
 * Pointers and statistics of all features.
 *
 * @param start first entry of each feature and, last, the number of entries, [d_sae + 1]
 * @param sums Σx, summed by place
 * @param squares Σx², summed by place
 * @param largest 0 for a dead feature
 */
record FeatureTable(long[] start, double[] sums, double[] squares, float[] largest) {

  /** Pointers from the counts of all parts, which together cover the features. */
  static FeatureTable of(int features, List<EntryScan> scans) {
    long[] start = new long[features + 1];
    for (EntryScan scan : scans) {
      long[] counted = scan.counted();
      System.arraycopy(counted, 0, start, scan.part().firstFeature() + 1, counted.length);
    }
    for (int feature = 0; feature < features; feature++) {
      start[feature + 1] += start[feature];
    }
    return new FeatureTable(start, new double[features], new double[features], new float[features]);
  }

  long nonzeros() {
    return start[start.length - 1];
  }

  void add(int feature, float value) {
    sums[feature] += value;
    squares[feature] += (double) value * value;
    largest[feature] = Math.max(largest[feature], value);
  }

  void write(MemorySegment file, PreparedLayout layout) {
    MemorySegment.copy(start, 0, file, PreparedLayout.LONG, layout.featureStart(), start.length);
    MemorySegment.copy(sums, 0, file, PreparedLayout.DOUBLE, layout.sums(), sums.length);
    MemorySegment.copy(squares, 0, file, PreparedLayout.DOUBLE, layout.squares(), squares.length);
    MemorySegment.copy(largest, 0, file, PreparedLayout.FLOAT, layout.largest(), largest.length);
  }
}
