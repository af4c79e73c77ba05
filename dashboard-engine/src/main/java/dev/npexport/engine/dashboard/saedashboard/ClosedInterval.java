package dev.npexport.engine.dashboard.saedashboard;

import dev.npexport.engine.dashboard.Example.Interval;
import dev.npexport.engine.format.activation.FeatureActivations;
import dev.npexport.engine.kernel.SeededDraws;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;

/**
 * The places whose activation lies in [lower, upper]; silent ones have 0. The silent places are
 * never listed: they are all places but the active ones.
 */
final class ClosedInterval {

  private static final int PRINTED_DECIMALS = 3;

  private final float lower;
  private final float upper;
  private final int places;

  /** Active places inside, where the silent ones are outside. */
  private final int[] inside;

  /** Active places outside, where the silent ones are inside. */
  private final int[] outside;

  private final boolean silent;

  /**
   * @param at the places of {@code values}, ascending
   */
  ClosedInterval(float lower, float upper, FeatureActivations values, int[] at, Places places) {
    this.lower = lower;
    this.upper = upper;
    this.places = places.count();
    silent = lower <= 0;
    int[] in = new int[at.length];
    int[] out = new int[at.length];
    int inCount = 0;
    int outCount = 0;
    for (int i = 0; i < at.length; i++) {
      if (lower <= values.values()[i] && values.values()[i] <= upper) {
        in[inCount++] = at[i];
      } else {
        out[outCount++] = at[i];
      }
    }
    inside = Arrays.copyOf(in, inCount);
    outside = Arrays.copyOf(out, outCount);
  }

  /**
   * {@code torch.linspace(0, max, intervals + 1)}: float32, the upper half counted from the end.
   */
  static float[] bounds(float max, int intervals) {
    float[] bounds = new float[intervals + 1];
    float step = intervals == 0 ? 0 : max / intervals;
    for (int i = 0; i <= intervals; i++) {
      bounds[i] = i < (intervals + 1) / 2 ? step * i : max - step * (intervals - i);
    }
    return bounds;
  }

  /**
   * @param positions all of the cache, the denominator of the share
   */
  Interval interval(long positions) {
    return new Interval(lower, upper, PrintedShare.of(share(positions)));
  }

  /** What SAEDashboard tells groups apart by. */
  String title(long positions) {
    return printed(lower) + " - " + printed(upper) + " " + PrintedShare.text(share(positions));
  }

  /** All of them if they are no more than {@code count}, else so many drawn ones. */
  int[] draw(SeededDraws draws, int count) {
    int size = size();
    int[] taken = new int[Math.min(count, size)];
    if (size <= count) {
      for (int i = 0; i < size; i++) {
        taken[i] = silent ? nth(i, outside) : inside[i];
      }
      return taken;
    }
    // as if each drawn place left the list and the others kept their order
    int[] gone = silent ? outside : new int[0];
    int[] ranks = new int[0];
    for (int i = 0; i < count; i++) {
      int drawn = draws.below(size - i);
      if (silent) {
        taken[i] = nth(drawn, gone);
        gone = with(gone, taken[i]);
      } else {
        int rank = nth(drawn, ranks);
        ranks = with(ranks, rank);
        taken[i] = inside[rank];
      }
    }
    return taken;
  }

  private int size() {
    return silent ? places - outside.length : inside.length;
  }

  /** The silent places of prompts that the cache left out count as well; it is float32 at last. */
  private double share(long positions) {
    long count = silent ? positions - outside.length : inside.length;
    return positions == 0 ? 0 : (float) count / (float) positions;
  }

  /** The nth (from 0) of all numbers that are not in {@code without}, which is ascending. */
  private static int nth(int n, int[] without) {
    int number = n;
    for (int one : without) {
      if (one > number) {
        break;
      }
      number++;
    }
    return number;
  }

  private static int[] with(int[] ascending, int one) {
    int at = -Arrays.binarySearch(ascending, one) - 1;
    int[] more = new int[ascending.length + 1];
    System.arraycopy(ascending, 0, more, 0, at);
    more[at] = one;
    System.arraycopy(ascending, at, more, at + 1, ascending.length - at);
    return more;
  }

  private static String printed(float bound) {
    return new BigDecimal(bound).setScale(PRINTED_DECIMALS, RoundingMode.HALF_EVEN).toPlainString();
  }
}
