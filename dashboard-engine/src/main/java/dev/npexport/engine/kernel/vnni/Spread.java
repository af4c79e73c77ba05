package dev.npexport.engine.kernel.vnni;

import java.util.stream.IntStream;

/**
 * How columns spread around their mean: C = mean of w·wᵀ over columns that are taken evenly from
 * the matrix. The deviation of a row's logits is √(rᵀ·C·r). What rounding took from the row, e,
 * changes the variance by about 2·eᵀ·C·r, a part in ten thousand at most; C is known well enough
 * for that.
 */
final class Spread {

  private static final int SAMPLE = 4096;

  private Spread() {}

  /** Reads a column less the mean. */
  @FunctionalInterface
  interface Reader {
    void read(int entry, double[] target);
  }

  /** The rows of C. */
  static float[][] of(int count, int width, Reader reader) {
    int step = Math.ceilDiv(count, SAMPLE);
    float[][] sample = new float[Math.ceilDiv(count, step)][width];
    IntStream.range(0, sample.length)
        .parallel()
        .forEach(
            number -> {
              double[] column = new double[width];
              reader.read(number * step, column);
              for (int j = 0; j < width; j++) {
                sample[number][j] = (float) column[j];
              }
            });
    float[][] spread = new float[width][width];
    IntStream.range(0, width).parallel().forEach(row -> add(sample, row, spread[row]));
    for (int row = 0; row < width; row++) {
      for (int j = 0; j < row; j++) {
        spread[row][j] = spread[j][row];
      }
    }
    return spread;
  }

  /** The row from the diagonal on. */
  private static void add(float[][] sample, int row, float[] sum) {
    for (float[] column : sample) {
      float factor = column[row] / sample.length;
      for (int j = row; j < sum.length; j++) {
        sum[j] += factor * column[j];
      }
    }
  }
}
