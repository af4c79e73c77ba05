package dev.npexport.engine.dashboard;

import java.util.Optional;

/**
 * One example of a feature: a prompt or a window of it.
 *
 * @param interval the interval it was drawn from; empty for the top group
 * @param position the position of the prompt's largest value, counted in the prompt
 * @param windowStart prompt position of {@code tokenIds[0]}; 0 when the whole prompt is shown
 * @param windowed whether a window was asked for
 * @param values activations by token, 0 at ignored positions and where the feature is silent
 */
public record Example(
    Optional<Interval> interval,
    int promptIndex,
    int position,
    int windowStart,
    boolean windowed,
    int[] tokenIds,
    float[] values) {

  /** Index of the largest value in {@code tokenIds}. */
  public int maxIndex() {
    return position - windowStart;
  }

  public float maxValue() {
    return values[maxIndex()];
  }

  /**
   * (lower, upper] and the share of the feature's active positions that lie in it.
   *
   * @param contains share in 0..1
   */
  public record Interval(double lower, double upper, double contains) {}
}
