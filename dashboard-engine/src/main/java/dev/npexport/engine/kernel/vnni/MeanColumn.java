package dev.npexport.engine.kernel.vnni;

import dev.npexport.engine.kernel.RowSource;
import dev.npexport.engine.kernel.tiles.PowerOfTwo;

/**
 * What one reading of all columns tells.
 *
 * @param mean of the columns, in float64
 * @param largest size of the largest entry
 */
record MeanColumn(double[] mean, double largest) {

  /**
   * Reads the columns; tiles are summed up in a fixed order.
   *
   * @param included numbers of those that take part
   */
  static MeanColumn of(RowSource source, int[] included, Tiles tiles) {
    double[][] sums = new double[tiles.count()][];
    double[] largest = new double[tiles.count()];
    tiles.forEach(
        tile -> {
          double[] sum = new double[source.width()];
          double[] column = new double[source.width()];
          for (int i = 0; i < tiles.size(tile); i++) {
            source.read(included[tile * Tiles.SIZE + i], column);
            largest[tile] = Math.max(largest[tile], PowerOfTwo.largest(column, column.length));
            for (int j = 0; j < sum.length; j++) {
              sum[j] += column[j];
            }
          }
          sums[tile] = sum;
        });
    double[] mean = new double[source.width()];
    for (double[] sum : sums) {
      for (int j = 0; j < mean.length; j++) {
        mean[j] += sum[j] / included.length;
      }
    }
    return new MeanColumn(mean, PowerOfTwo.largest(largest, largest.length));
  }
}
