package dev.npexport.engine.kernel.rerank;

import dev.npexport.engine.kernel.BestK;
import java.util.Arrays;

/**
 * Finds the k largest (or smallest) entries of a float64 product row of which only an approximation
 * is there: every entry that its error bound does not exclude is scored again in float64, so the
 * outcome is that of the float64 row.
 */
public final class ExtremeSelection {

  private int[] candidates = new int[256];
  private int found;

  /** The float64 value of an entry. */
  @FunctionalInterface
  public interface ExactScore {
    double of(int position);
  }

  /**
   * @param sign 1 for the largest, −1 for the smallest
   * @return positions and float64 values, best first, ties to the lower position
   */
  BestK.Ranked select(RowScores row, LaneScan lanes, int k, int sign, ExactScore exactScore) {
    int kept = Math.min(k, row.length());
    if (kept == 0) {
      return new BestK.Ranked(new int[0], new double[0]);
    }
    collect(row, lanes, kept, sign);
    refine(row, kept, sign);
    double[] exact = new double[found];
    for (int i = 0; i < found; i++) {
      exact[i] = exactScore.of(candidates[i]);
    }
    return rank(candidates, exact, kept, sign);
  }

  /**
   * Leaves of entries that were found elsewhere those that can be among the k.
   *
   * @param entries ascending, with all that can be among the k
   */
  public int[] narrow(RowScores row, int[] entries, int k, int sign) {
    int kept = Math.min(k, row.length());
    if (kept == 0) {
      return new int[0];
    }
    candidates = Arrays.copyOf(entries, Math.max(1, entries.length));
    found = entries.length;
    refine(row, kept, sign);
    return Arrays.copyOf(candidates, found);
  }

  /**
   * Ranks entries by their float64 values.
   *
   * @param exact as many values as there are entries to rank
   */
  public static BestK.Ranked rank(int[] entries, double[] exact, int k, int sign) {
    int kept = Math.min(k, exact.length);
    BestK best = new BestK(kept);
    for (int i = 0; i < exact.length; i++) {
      best.offer(entries[i], sign * exact[i]);
    }
    BestK.Ranked ranked = best.drain();
    for (int i = 0; i < kept; i++) {
      ranked.values()[i] *= sign;
    }
    return ranked;
  }

  /** Keeps what can reach the k-th best lane; all entries when there are fewer lanes than k. */
  private void collect(RowScores row, LaneScan lanes, int kept, int sign) {
    double widest = row.largestError();
    double reachable = LaneReach.of(lane -> key(lanes, lane, sign), lanes.used(), kept, widest);
    found = 0;
    for (int lane = 0; lane < lanes.used(); lane++) {
      if (key(lanes, lane, sign) + widest < reachable) {
        continue;
      }
      for (int i = lane; i < row.length(); i += LaneScan.LANES) {
        double value = sign * row.value(i);
        if (value + widest >= reachable && value + row.error(i) >= reachable) {
          add(i);
        }
      }
    }
  }

  /** Sharpens the selection by each candidate's own bound: one wide column does not blur all. */
  private void refine(RowScores row, int kept, int sign) {
    BestK surest = new BestK(kept);
    for (int i = 0; i < found; i++) {
      surest.offer(candidates[i], sign * row.value(candidates[i]) - row.error(candidates[i]));
    }
    double reachable = surest.worst();
    int remaining = 0;
    for (int i = 0; i < found; i++) {
      int candidate = candidates[i];
      if (sign * row.value(candidate) + row.error(candidate) >= reachable) {
        candidates[remaining++] = candidate;
      }
    }
    found = remaining;
  }

  private static double key(LaneScan lanes, int lane, int sign) {
    return sign > 0 ? lanes.largest(lane) : -lanes.smallest(lane);
  }

  private void add(int candidate) {
    if (found == candidates.length) {
      candidates = Arrays.copyOf(candidates, 2 * found);
    }
    candidates[found++] = candidate;
  }
}
