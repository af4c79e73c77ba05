package dev.npexport.engine.kernel.cuda;

import dev.npexport.engine.kernel.tiles.Precision;
import dev.npexport.engine.kernel.tiles.TileArithmetic;
import dev.npexport.engine.kernel.tiles.TileBuffer;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Rounds columns on this side; the product is the device's. */
final class HostArithmetic implements TileArithmetic<HostArithmetic.Buffer> {

  record Buffer(Arena arena, MemorySegment memory) implements TileBuffer {
    @Override
    public void close() {
      arena.close();
    }
  }

  @Override
  public String backend() {
    return CudaBackend.NAME;
  }

  @Override
  public Precision precision() {
    return Precision.FLOAT32;
  }

  @Override
  public Buffer allocate(long bytes) {
    Arena arena = Arena.ofShared();
    return new Buffer(arena, arena.allocate(Math.max(bytes, 8), 8));
  }

  @Override
  public void multiply(
      Buffer columns, int size, Buffer rows, int slots, int width, Buffer product) {
    throw new UnsupportedOperationException("products are computed on the device");
  }
}
