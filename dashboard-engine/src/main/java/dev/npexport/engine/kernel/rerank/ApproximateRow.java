package dev.npexport.engine.kernel.rerank;

/**
 * A product row in float32, in units of 2^−exponent, with a bound of each entry's error.
 *
 * @param values the entries; may be longer than the row
 * @param length number of entries
 * @param exponent float64 values times 2^exponent are in the units of {@code values}
 * @param rowLength ‖r‖ after scaling
 * @param columnLengths ‖w‖ after scaling, by entry
 * @param largestColumnLength the largest of them
 */
public record ApproximateRow(
    float[] values,
    int length,
    int exponent,
    ErrorBound bound,
    double rowLength,
    double[] columnLengths,
    double largestColumnLength)
    implements RowScores {

  @Override
  public double value(int position) {
    return values[position];
  }

  @Override
  public double error(int position) {
    return bound.of(rowLength, columnLengths[position]);
  }

  @Override
  public double largestError() {
    return bound.of(rowLength, largestColumnLength);
  }
}
