package dev.npexport.engine.kernel.tiles;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Products in plain Java with factors of any precision, for machines whose processor has not the
 * instructions. Sums go from the last term to the first, which no library does.
 */
final class PlainArithmetic implements TileArithmetic<PlainArithmetic.Buffer> {

  private final Precision precision;

  PlainArithmetic(Precision precision) {
    this.precision = precision;
  }

  record Buffer(Arena arena, MemorySegment memory) implements TileBuffer {
    @Override
    public void close() {
      arena.close();
    }
  }

  @Override
  public String backend() {
    return "plain";
  }

  @Override
  public Precision precision() {
    return precision;
  }

  @Override
  public Buffer allocate(long bytes) {
    var arena = Arena.ofShared();
    return new Buffer(arena, arena.allocate(Math.max(8, bytes), 8));
  }

  @Override
  public void multiply(
      Buffer columns, int size, Buffer rows, int slots, int width, Buffer product) {
    float[] row = new float[width];
    for (int slot = 0; slot < slots; slot++) {
      for (int j = 0; j < width; j++) {
        row[j] = read(rows.memory, (long) slot * width + j);
      }
      for (int i = 0; i < size; i++) {
        float sum = 0;
        for (int j = width - 1; j >= 0; j--) {
          sum += row[j] * read(columns.memory, (long) i * width + j);
        }
        product.memory.setAtIndex(ValueLayout.JAVA_FLOAT, (long) slot * size + i, sum);
      }
    }
  }

  private float read(MemorySegment memory, long index) {
    return switch (precision) {
      case FLOAT32 -> memory.getAtIndex(ValueLayout.JAVA_FLOAT, index);
      case BFLOAT16 -> Float.intBitsToFloat(memory.getAtIndex(ValueLayout.JAVA_SHORT, index) << 16);
    };
  }
}
