package dev.npexport.engine.archive.deflate;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** A growing buffer that takes bits, the lowest first, as RFC 1951 packs them. */
final class BitSink {

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private byte[] bytes = new byte[1 << 16];
  private int size;
  private long bits;
  private int count;

  void clear() {
    size = 0;
    bits = 0;
    count = 0;
  }

  /** Makes room for so many more bits, so that {@link #put} need not look. */
  void reserve(long moreBits) {
    long needed = size + (moreBits >>> 3) + 32;
    if (needed > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.toIntExact(Math.max(needed, 2L * bytes.length)));
    }
  }

  /** Appends up to 56 bits; the space was reserved. */
  void put(long value, int length) {
    bits |= value << count;
    count += length;
    LONG.set(bytes, size, bits);
    int whole = count >>> 3;
    size += whole;
    bits >>>= whole << 3;
    count &= 7;
  }

  /** Fills the last byte with zeros. */
  void align() {
    if (count > 0) {
      size++;
      bits = 0;
      count = 0;
    }
  }

  byte[] array() {
    return bytes;
  }

  /** Whole bytes so far. */
  int size() {
    return size;
  }
}
