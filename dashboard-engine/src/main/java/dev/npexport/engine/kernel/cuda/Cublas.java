package dev.npexport.engine.kernel.cuda;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.npexport.engine.kernel.cuda.NativeLibrary.Call;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;

/** Float32 products by cuBLAS, in float32 throughout: its bound is the one of float32. */
final class Cublas implements AutoCloseable {

  static final List<String> NAMES =
      List.of("libcublas.so.13", "libcublas.so.12", "libcublas.so.11", "libcublas.so");

  private static final int AS_IT_IS = 0;
  private static final int TRANSPOSED = 1;

  /** {@code CUBLAS_PEDANTIC_MATH}: no TF32, whatever the defaults are. */
  private static final int PEDANTIC = 2;

  private final Call destroy;
  private final Call sgemm;
  private final long handle;

  /** For the current context. */
  Cublas(NativeLibrary library) {
    Call create = library.function("cublasCreate_v2", ADDRESS);
    Call mathMode = library.function("cublasSetMathMode", JAVA_LONG, JAVA_INT);
    destroy = library.function("cublasDestroy_v2", JAVA_LONG);
    sgemm =
        library.function(
            "cublasSgemm_v2",
            JAVA_LONG,
            JAVA_INT,
            JAVA_INT,
            JAVA_INT,
            JAVA_INT,
            JAVA_INT,
            ADDRESS,
            JAVA_LONG,
            JAVA_INT,
            JAVA_LONG,
            JAVA_INT,
            ADDRESS,
            JAVA_LONG,
            JAVA_INT);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment created = arena.allocate(JAVA_LONG);
      create.with(created);
      handle = created.get(JAVA_LONG, 0);
    }
    mathMode.with(handle, PEDANTIC);
  }

  /**
   * {@code product[r, c] = Σ_j rows[r, j] · columns[c, j]}, all row-major on the device. (cuBLAS
   * counts by columns: for it this is the transposed product of transposed factors.)
   */
  void multiply(long rows, int rowCount, long columns, int columnCount, int width, long product) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment one = arena.allocateFrom(JAVA_FLOAT, 1f);
      MemorySegment zero = arena.allocateFrom(JAVA_FLOAT, 0f);
      sgemm.with(
          handle,
          TRANSPOSED,
          AS_IT_IS,
          columnCount,
          rowCount,
          width,
          one,
          columns,
          width,
          rows,
          width,
          zero,
          product,
          columnCount);
    }
  }

  @Override
  public void close() {
    destroy.with(handle);
  }
}
