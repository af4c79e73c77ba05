package dev.npexport.engine.format.safetensors;

import java.lang.foreign.MemorySegment;

/**
 * A tensor whose bytes are mapped, not loaded; row-major, little-endian. Indices are element
 * numbers in that order. Safe for concurrent reads while the file it belongs to is open.
 */
public interface Tensor {

  String name();

  DType dtype();

  /** Dimensions, outermost first; empty for a scalar. */
  long[] shape();

  long elements();

  /** The bytes as stored. */
  MemorySegment bytes();

  /** Element {@code index} widened to float64; floating dtypes only. */
  double getDouble(long index);

  /** Element {@code index} as an integer; integer dtypes only. */
  long getLong(long index);

  /** Widens {@code count} elements from {@code from} into {@code target}; floating dtypes only. */
  void readDoubles(long from, double[] target, int offset, int count);

  /** As {@link #readDoubles}, rounded to float32 where the dtype is wider. */
  void readFloats(long from, float[] target, int offset, int count);
}
