package dev.npexport.engine.kernel;

import java.util.Random;

/** A matrix in memory, for tests. */
public record Matrix(double[][] values, int width) implements RowSource {

  public static Matrix random(int rows, int width, long seed) {
    Random random = new Random(seed);
    double[][] values = new double[rows][width];
    for (double[] row : values) {
      for (int i = 0; i < width; i++) {
        row[i] = random.nextGaussian();
      }
    }
    return new Matrix(values, width);
  }

  @Override
  public int rows() {
    return values.length;
  }

  @Override
  public void read(int index, double[] target) {
    System.arraycopy(values[index], 0, target, 0, width);
  }
}
