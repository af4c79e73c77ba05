package dev.npexport.engine.kernel.rerank;

import dev.npexport.engine.kernel.BestK;
import java.util.function.IntToDoubleFunction;

/**
 * How low an entry of an approximate row can be and still be among the k largest. Entry i belongs
 * to lane i mod {@link #LANES}; k lanes reach the k-th largest lane, so it bounds the k-th largest
 * entry from below.
 */
public final class LaneReach {

  public static final int LANES = LaneScan.LANES;

  private LaneReach() {}

  /**
   * The bound: an entry counts if its value plus its own error reaches it.
   *
   * @param largest largest entry of each lane
   * @param used lanes that hold an entry
   * @param widest the largest error of an entry
   * @return −∞ where there are fewer lanes than k
   */
  public static double of(IntToDoubleFunction largest, int used, int k, double widest) {
    if (used < k) {
      return Double.NEGATIVE_INFINITY;
    }
    BestK best = new BestK(k);
    for (int lane = 0; lane < used; lane++) {
      best.offer(lane, largest.applyAsDouble(lane));
    }
    return best.worst() - widest;
  }
}
