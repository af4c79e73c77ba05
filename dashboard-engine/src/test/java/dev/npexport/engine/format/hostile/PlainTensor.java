package dev.npexport.engine.format.hostile;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.util.List;
import java.util.Locale;

/**
 * A tensor as a test reads it by itself, in row-major order.
 *
 * @param bits of each element: those of a double, or a whole number
 */
record PlainTensor(String dtype, List<Long> shape, LongBuffer bits) {

  /** Elements that lie one after the other. */
  static PlainTensor of(String dtype, List<Long> shape, byte[] data, long from) {
    long[] strides = new long[shape.size()];
    long stride = 1;
    for (int i = strides.length - 1; i >= 0; i--) {
      strides[i] = stride;
      stride *= shape.get(i);
    }
    return strided(dtype, shape, strides, data, from);
  }

  /**
   * Elements at strides.
   *
   * @param from byte of the first
   */
  static PlainTensor strided(
      String dtype, List<Long> shape, long[] strides, byte[] data, long from) {
    ByteBuffer bytes = ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN);
    long elements = shape.stream().reduce(1L, Math::multiplyExact);
    long[] bits = new long[Math.toIntExact(elements)];
    long[] index = new long[strides.length];
    for (int i = 0; i < bits.length; i++) {
      long at = 0;
      for (int axis = 0; axis < index.length; axis++) {
        at += index[axis] * strides[axis];
      }
      bits[i] = element(dtype, bytes, Math.toIntExact(from + at * width(dtype)));
      for (int axis = index.length - 1; axis >= 0 && ++index[axis] == shape.get(axis); axis--) {
        index[axis] = 0;
      }
    }
    return new PlainTensor(dtype, shape, LongBuffer.wrap(bits));
  }

  static int width(String dtype) {
    return switch (dtype) {
      case "F64", "I64", "U64" -> 8;
      case "F32", "I32", "U32" -> 4;
      case "F16", "BF16", "I16", "U16" -> 2;
      case "I8", "U8", "BOOL" -> 1;
      default -> throw new IllegalArgumentException(dtype.toLowerCase(Locale.ROOT));
    };
  }

  private static long element(String dtype, ByteBuffer bytes, int at) {
    return switch (dtype) {
      case "F64" -> bits(bytes.getDouble(at));
      case "F32" -> bits(bytes.getFloat(at));
      case "F16" -> bits(Float.float16ToFloat(bytes.getShort(at)));
      case "BF16" -> bits(Float.intBitsToFloat(bytes.getShort(at) << 16));
      case "I64", "U64" -> bytes.getLong(at);
      case "I32" -> bytes.getInt(at);
      case "U32" -> bytes.getInt(at) & 0xffffffffL;
      case "I16" -> bytes.getShort(at);
      case "U16" -> bytes.getShort(at) & 0xffff;
      case "I8" -> bytes.get(at);
      case "U8", "BOOL" -> bytes.get(at) & 0xff;
      default -> throw new IllegalArgumentException(dtype);
    };
  }

  static long bits(double value) {
    return Double.doubleToLongBits(value);
  }
}
