package dev.npexport.engine.format.safetensors;

import dev.npexport.engine.problem.Cancellation;
import java.lang.foreign.MemorySegment;
import java.util.OptionalLong;

/**
 * Finds NaN and infinity in a floating tensor by its bits: they alone have every exponent bit set,
 * so adding one to the exponent carries into the sign bit. The loops have no branch inside a block
 * and are vectorised.
 */
public final class FiniteScan {

  private static final int BLOCK = 1 << 13;

  private FiniteScan() {}

  /**
   * Index of the first element that is NaN or infinite.
   *
   * @throws dev.npexport.engine.problem.InputException once it is cancelled
   */
  public static OptionalLong firstNonFinite(Tensor tensor, Cancellation cancellation) {
    Block block =
        switch (tensor.dtype()) {
          case F64 -> longs(tensor.bytes());
          case F32 -> ints(tensor.bytes());
          case F16 -> shorts(tensor.bytes(), 0x0400);
          case BF16 -> shorts(tensor.bytes(), 0x0080);
          case I64, I32, I16, I8, U64, U32, U16, U8, BOOL ->
              throw new IllegalStateException(tensor.name() + " holds " + tensor.dtype());
        };
    for (long from = 0; from < tensor.elements(); from += BLOCK) {
      cancellation.check();
      int count = (int) Math.min(BLOCK, tensor.elements() - from);
      if (block.hasNonFinite(from, count)) {
        return OptionalLong.of(firstIn(tensor, from));
      }
    }
    return OptionalLong.empty();
  }

  private static long firstIn(Tensor tensor, long from) {
    long index = from;
    while (Double.isFinite(tensor.getDouble(index))) {
      index++;
    }
    return index;
  }

  private static Block longs(MemorySegment bytes) {
    long[] block = new long[BLOCK];
    return (from, count) -> {
      MemorySegment.copy(bytes, LittleEndian.LONG, from * 8, block, 0, count);
      long carry = 0;
      for (int i = 0; i < count; i++) {
        carry |= (block[i] & Long.MAX_VALUE) + 0x0010_0000_0000_0000L;
      }
      return carry < 0;
    };
  }

  private static Block ints(MemorySegment bytes) {
    int[] block = new int[BLOCK];
    return (from, count) -> {
      MemorySegment.copy(bytes, LittleEndian.INT, from * 4, block, 0, count);
      int carry = 0;
      for (int i = 0; i < count; i++) {
        carry |= (block[i] & Integer.MAX_VALUE) + 0x0080_0000;
      }
      return carry < 0;
    };
  }

  private static Block shorts(MemorySegment bytes, int exponentUnit) {
    short[] block = new short[BLOCK];
    return (from, count) -> {
      LittleEndian.shorts(bytes, from * 2, block, count);
      int carry = 0;
      for (int i = 0; i < count; i++) {
        carry |= (block[i] & 0x7fff) + exponentUnit;
      }
      return (carry & 0x8000) != 0;
    };
  }

  @FunctionalInterface
  private interface Block {
    boolean hasNonFinite(long from, int count);
  }
}
