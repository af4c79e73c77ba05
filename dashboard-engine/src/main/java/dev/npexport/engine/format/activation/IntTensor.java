package dev.npexport.engine.format.activation;

import dev.npexport.engine.format.safetensors.Tensor;
import dev.npexport.engine.problem.InputException;
import dev.npexport.engine.problem.ProblemCode;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.file.Path;

/**
 * The elements of an integer tensor as non-negative ints, read in runs. An element that is negative
 * or does not fit an int reads as -1; {@link Tensor#getLong} tells what it really is.
 */
public sealed interface IntTensor {

  /** Element {@code index}. */
  int get(long index);

  /** Elements {@code from .. from + count} into {@code target[0 .. count)}. */
  void read(long from, int[] target, int count);

  /**
   * Views a tensor.
   *
   * @throws InputException if its dtype is not one of U16, I32, U32, I64
   */
  static IntTensor of(Path file, Tensor tensor) {
    return switch (tensor.dtype()) {
      case U16 -> new Shorts(tensor.bytes());
      case I32, U32 -> new Ints(tensor.bytes());
      case I64 -> new Longs(tensor.bytes());
      case F64, F32, F16, BF16, I16, I8, U64, U8, BOOL ->
          throw new InputException(
              ProblemCode.WRONG_DTYPE,
              file,
              "tensor " + tensor.name(),
              "has dtype " + tensor.dtype() + "; expected U16, I32, U32 or I64");
    };
  }

  /** Unsigned 16-bit elements. */
  record Shorts(MemorySegment bytes) implements IntTensor {
    private static final ValueLayout.OfShort LAYOUT =
        ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    @Override
    public int get(long index) {
      return bytes.get(LAYOUT, index * 2) & 0xFFFF;
    }

    @Override
    public void read(long from, int[] target, int count) {
      for (int i = 0; i < count; i++) {
        target[i] = bytes.get(LAYOUT, (from + i) * 2) & 0xFFFF;
      }
    }
  }

  /** 32-bit elements; what is negative, or too large when read unsigned, is -1. */
  record Ints(MemorySegment bytes) implements IntTensor {
    private static final ValueLayout.OfInt LAYOUT =
        ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    @Override
    public int get(long index) {
      return Math.max(-1, bytes.get(LAYOUT, index * 4));
    }

    @Override
    public void read(long from, int[] target, int count) {
      for (int i = 0; i < count; i++) {
        target[i] = Math.max(-1, bytes.get(LAYOUT, (from + i) * 4));
      }
    }
  }

  /** 64-bit elements. */
  record Longs(MemorySegment bytes) implements IntTensor {
    private static final ValueLayout.OfLong LAYOUT =
        ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    @Override
    public int get(long index) {
      long value = bytes.get(LAYOUT, index * 8);
      return value >= 0 && value <= Integer.MAX_VALUE ? (int) value : -1;
    }

    @Override
    public void read(long from, int[] target, int count) {
      for (int i = 0; i < count; i++) {
        target[i] = get(from + i);
      }
    }
  }
}
