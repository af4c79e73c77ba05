package dev.npexport.engine.format.safetensors;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * Little-endian layouts without alignment (the format promises none) and the copies that need no
 * conversion.
 */
final class LittleEndian {

  static final ValueLayout.OfByte BYTE = ValueLayout.JAVA_BYTE;
  static final ValueLayout.OfShort SHORT =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  static final ValueLayout.OfDouble DOUBLE =
      ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private LittleEndian() {}

  static float bfloat16(short bits) {
    return Float.intBitsToFloat(bits << 16);
  }

  static void shorts(MemorySegment source, long at, short[] target, int count) {
    MemorySegment.copy(source, SHORT, at, target, 0, count);
  }

  static void floats(MemorySegment source, long at, float[] target, int offset, int count) {
    MemorySegment.copy(source, FLOAT, at, target, offset, count);
  }

  static void doubles(MemorySegment source, long at, double[] target, int offset, int count) {
    MemorySegment.copy(source, DOUBLE, at, target, offset, count);
  }

  /** The little-endian bytes of {@code values}; shares them where the machine's order is that. */
  static MemorySegment bytes(float[] values) {
    if (ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN) {
      return MemorySegment.ofArray(values);
    }
    MemorySegment bytes = MemorySegment.ofArray(new byte[Math.multiplyExact(values.length, 4)]);
    MemorySegment.copy(values, 0, bytes, FLOAT, 0, values.length);
    return bytes;
  }
}
