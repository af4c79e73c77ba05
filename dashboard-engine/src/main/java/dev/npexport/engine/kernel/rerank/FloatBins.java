package dev.npexport.engine.kernel.rerank;

import dev.npexport.engine.kernel.BinEdges;
import java.util.Arrays;

/**
 * Counts a float32 row into equal bins. A vectorised loop turns each entry into a fixed-point bin
 * number; entries that fall within a millionth of a bin of an edge are placed by the edges
 * themselves, so the counts are those of the float64 rule.
 */
final class FloatBins {

  private static final int FRACTION_BITS = 22;
  private static final int FRACTION = (1 << FRACTION_BITS) - 1;

  /** Entries nearer to an edge than this many units of 2⁻²² bins are placed by the edges. */
  private static final int NEAR = 4;

  private static final int WAYS = 4;
  private static final int LARGEST = 1 << (31 - FRACTION_BITS);

  private int[] places = new int[0];
  private final int[] partial = new int[WAYS * LARGEST];

  /**
   * @param lo lowest edge, in the units of the row
   * @param hi highest edge
   */
  long[] count(float[] row, int length, double lo, double hi, int bins) {
    if (bins >= LARGEST) {
      throw new IllegalArgumentException("at most " + (LARGEST - 1) + " bins, not " + bins);
    }
    long[] counts = new long[bins];
    if (lo == hi) {
      counts[bins - 1] = length;
      return counts;
    }
    double unitsPerValue = (double) bins * (FRACTION + 1) / (hi - lo);
    if (!Double.isFinite(unitsPerValue)) {
      BinEdges edges = BinEdges.linear(lo, hi, bins);
      for (int i = 0; i < length; i++) {
        counts[edges.binOf(row[i])]++;
      }
      return counts;
    }
    if (places.length < length) {
      places = new int[length];
    }
    place(row, length, lo, unitsPerValue, (bins << FRACTION_BITS) - 1, places);
    Arrays.fill(partial, 0);
    BinEdges edges = BinEdges.linear(lo, hi, bins);
    int done = 0;
    while (done < length) {
      int near = tally(places, done, length, partial);
      if (near < length) {
        correct(row[near], places[near], near, edges);
      }
      done = near + 1;
    }
    for (int way = 0; way < WAYS; way++) {
      for (int bin = 0; bin < bins; bin++) {
        counts[bin] += partial[way * LARGEST + bin];
      }
    }
    return counts;
  }

  private static void place(
      float[] row, int length, double lo, double unitsPerValue, int last, int[] places) {
    for (int i = 0; i < length; i++) {
      places[i] = Math.max(0, Math.min(last, (int) ((row[i] - lo) * unitsPerValue)));
    }
  }

  /**
   * Counts entries from {@code from} up to and with the next one near an edge, or all. Neighbouring
   * entries often share a bin: four counters for each bin keep them independent.
   *
   * @return the number of the entry near an edge, {@code length} if there is none
   */
  private static int tally(int[] places, int from, int length, int[] partial) {
    for (int i = from; i < length; i++) {
      int place = places[i];
      partial[(i & (WAYS - 1)) * LARGEST + (place >>> FRACTION_BITS)]++;
      if (((place + NEAR) & FRACTION) < 2 * NEAR) {
        return i;
      }
    }
    return length;
  }

  private void correct(float value, int place, int entry, BinEdges edges) {
    int way = (entry & (WAYS - 1)) * LARGEST;
    partial[way + (place >>> FRACTION_BITS)]--;
    partial[way + edges.binOf(value)]++;
  }
}
