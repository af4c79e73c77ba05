package dev.npexport.engine.kernel.vnni;

import dev.npexport.engine.kernel.BestK;
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * How columns spread around their mean: C = mean of w·wᵀ, estimated from the longest columns and
 * from others that are taken evenly from the rest. The deviation of a row's logits is √(rᵀ·C·r).
 * What rounding took from the row, e, changes the variance by about 2·eᵀ·C·r, a part in ten
 * thousand at most; C is known well enough for that.
 */
final class Spread {

  private static final int LONGEST = 1024;
  private static final int OTHERS = 3072;

  /** Rows that are summed up in one reading of the sample, which caches do not hold. */
  private static final int TOGETHER = 8;

  private Spread() {}

  /** Reads a column less the mean. */
  @FunctionalInterface
  interface Reader {
    void read(int entry, double[] target);
  }

  /**
   * The rows of C.
   *
   * @param length of a column, roughly
   */
  static float[][] of(int count, int width, IntToDoubleFunction length, Reader reader) {
    int[] longest = longest(count, length);
    int[] others = IntStream.range(0, count).filter(i -> !contains(longest, i)).toArray();
    int step = Math.max(1, Math.ceilDiv(others.length, OTHERS));
    int even = Math.ceilDiv(others.length, step);
    double share = even == 0 ? 0 : (double) others.length / even;
    int size = longest.length + even;
    float[][] sample = new float[Math.ceilDiv(size, 4) * 4][width]; // zeros behind the size
    IntStream.range(0, size)
        .parallel()
        .forEach(
            number -> {
              boolean other = number >= longest.length;
              int entry = other ? others[(number - longest.length) * step] : longest[number];
              double weight = Math.sqrt((other ? share : 1) / count);
              double[] column = new double[width];
              reader.read(entry, column);
              for (int j = 0; j < width; j++) {
                sample[number][j] = (float) (weight * column[j]);
              }
            });
    float[][] spread = new float[width][width];
    IntStream.range(0, Math.ceilDiv(width, TOGETHER))
        .parallel()
        .forEach(group -> add(sample, group * TOGETHER, spread));
    for (int row = 0; row < width; row++) {
      for (int j = 0; j < row; j++) {
        spread[row][j] = spread[j][row];
      }
    }
    return spread;
  }

  /** Ascending. */
  private static int[] longest(int count, IntToDoubleFunction length) {
    BestK best = new BestK(Math.min(LONGEST, count));
    for (int entry = 0; entry < count; entry++) {
      best.offer(entry, length.applyAsDouble(entry));
    }
    int[] longest = best.drain().indices();
    Arrays.sort(longest);
    return longest;
  }

  private static boolean contains(int[] ascending, int value) {
    return Arrays.binarySearch(ascending, value) >= 0;
  }

  /** Rows from {@code first} on, each from the diagonal on. */
  private static void add(float[][] sample, int first, float[][] sums) {
    int end = Math.min(first + TOGETHER, sums.length);
    for (int four = 0; four < sample.length; four += 4) {
      for (int row = first; row < end; row++) {
        add(sample, four, row, sums[row]);
      }
    }
  }

  /** Four columns in one pass over the sums. */
  private static void add(float[][] sample, int four, int row, float[] sums) {
    float[] w0 = sample[four];
    float[] w1 = sample[four + 1];
    float[] w2 = sample[four + 2];
    float[] w3 = sample[four + 3];
    float f0 = w0[row];
    float f1 = w1[row];
    float f2 = w2[row];
    float f3 = w3[row];
    for (int j = row; j < sums.length; j++) {
      sums[j] += f0 * w0[j] + f1 * w1[j] + f2 * w2[j] + f3 * w3[j];
    }
  }
}
