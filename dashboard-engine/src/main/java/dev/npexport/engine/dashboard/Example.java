package dev.npexport.engine.dashboard;

import java.util.Optional;

/**
 * One example of a feature: a prompt or a window of it.
 *
 * @param interval the interval it was drawn from; empty for the top group
 * @param position the place that the example is shown for, counted in the prompt: that of its
 *     largest value, in the {@code saedashboard} definitions any place that was drawn
 * @param windowStart prompt position of {@code tokenIds[0]}; 0 when the whole prompt is shown
 * @param windowed whether less than the whole prompt may be shown
 * @param values activations by token, 0 at ignored positions and where the feature is silent
 * @param maxValue the activation at {@code position}
 */
public record Example(
    Optional<Interval> interval,
    int promptIndex,
    int position,
    int windowStart,
    boolean windowed,
    int[] tokenIds,
    float[] values,
    float maxValue) {

  /** Index of {@code position} in {@code tokenIds}; -1 where it is the place before the first. */
  public int maxIndex() {
    return position - windowStart;
  }

  /**
   * (lower, upper] and the share of the feature's active positions that lie in it; in the {@code
   * saedashboard} definitions [lower, upper] and the share of all positions.
   *
   * @param contains share in 0..1
   */
  public record Interval(double lower, double upper, double contains) {}
}
