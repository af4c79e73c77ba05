package dev.npexport.engine.kernel.vnni;

import dev.npexport.engine.kernel.DotProduct;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * What {@link DeviationError} has to know of scaled columns, all taken together.
 *
 * @param meanSquare mean of ‖w‖², the centre included
 * @param roundingVariance of what rounding took from an entry: uniform over a unit of its column
 * @param distinct about how many different columns there are: from equal ones rounding takes the
 *     same
 */
record ColumnNoise(double meanSquare, double roundingVariance, int distinct) {

  /**
   * Takes them together.
   *
   * @param scales float32 by entry
   * @param bounds {@link ColumnBound}s by entry
   * @param centre what was taken from every column before it was rounded
   */
  static ColumnNoise of(MemorySegment scales, MemorySegment bounds, int count, double[] centre) {
    double squares = 0;
    double units = 0;
    long[] looks = new long[count];
    for (int entry = 0; entry < count; entry++) {
      float scale = scales.getAtIndex(ValueLayout.JAVA_FLOAT, entry);
      int bound = bounds.getAtIndex(ValueLayout.JAVA_INT, entry);
      double length = ColumnBound.length(bound);
      squares += length * length;
      units += (double) scale * scale;
      looks[entry] = (long) Float.floatToRawIntBits(scale) << 32 | bound & 0xffffffffL;
    }
    Arrays.sort(looks);
    int repeated = (int) IntStream.range(1, count).filter(i -> looks[i] == looks[i - 1]).count();
    double centreSquare = DotProduct.of(centre, 0, centre, 0, centre.length);
    return new ColumnNoise(squares / count + centreSquare, units / count / 12, count - repeated);
  }
}
