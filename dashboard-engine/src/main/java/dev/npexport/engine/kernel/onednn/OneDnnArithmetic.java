package dev.npexport.engine.kernel.onednn;

import dev.npexport.engine.kernel.tiles.Precision;
import dev.npexport.engine.kernel.tiles.TileArithmetic;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * Products by oneDNN. Every call has the same number of rows, so that how it blocks its loops, and
 * with that the last bits of a row, do not depend on which others there are.
 */
final class OneDnnArithmetic implements TileArithmetic<ArenaBuffer> {

  private static final byte AS_IT_IS = 'N';
  private static final byte TRANSPOSED = 'T';
  private static final int ROWS = MOST_PADDING;

  private final OneDnnLibrary library;
  private final Precision precision;
  private final MethodHandle gemm;

  OneDnnArithmetic(OneDnnLibrary library, Precision precision) {
    this.library = library;
    this.precision = precision;
    this.gemm =
        switch (precision) {
          case FLOAT32 -> library.sgemm();
          case BFLOAT16 -> library.bf16Gemm().orElseThrow();
        };
  }

  @Override
  public String backend() {
    return OneDnnBackend.NAME;
  }

  @Override
  public Precision precision() {
    return precision;
  }

  @Override
  public ArenaBuffer allocate(long bytes) {
    return new ArenaBuffer(Arena.ofShared(), bytes);
  }

  @Override
  public void multiply(
      ArenaBuffer columns, int size, ArenaBuffer rows, int slots, int width, ArenaBuffer product) {
    for (int slot = 0; slot < slots; slot += ROWS) {
      MemorySegment left = rows.memory().asSlice((long) slot * width * precision.bytes());
      MemorySegment target = product.memory().asSlice((long) slot * size * Float.BYTES);
      multiply(left, columns.memory(), size, width, target);
    }
  }

  private void multiply(
      MemorySegment rows, MemorySegment columns, long size, long width, MemorySegment product) {
    int status;
    try {
      // one thread a call: the parallel work is ours, in fixed pieces
      if (library.setThreads().isPresent()) {
        library.setThreads().get().invokeExact(1);
      }
      status =
          (int)
              gemm.invokeExact(
                  AS_IT_IS,
                  TRANSPOSED,
                  (long) ROWS,
                  size,
                  width,
                  1f,
                  rows,
                  width,
                  columns,
                  width,
                  0f,
                  product,
                  size);
    } catch (Throwable e) {
      throw new IllegalStateException("oneDNN cannot be called: " + e, e);
    }
    if (status != 0) {
      throw new IllegalStateException("oneDNN refuses a product, status " + status);
    }
  }
}
