package dev.npexport.engine.archive.deflate;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** A growing buffer that takes bits, the lowest first, as RFC 1951 packs them. */
final class BitSink {

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final int LENGTH_SHIFT = 15;
  private static final int TOTAL_SHIFT = 19;
  private static final int SYMBOLS = (1 << Tokens.SYMBOL_BITS) - 1;

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

  /**
   * Appends tokens; the space was reserved.
   *
   * @param codes of their symbols, as {@link #code} packs them
   */
  void put(Tokens block, int[] codes) {
    int[] tokens = block.tokens;
    int last = block.size - 1;
    byte[] target = bytes;
    int at = size;
    long word = bits;
    int filled = count;
    // two take 48 bits at most, a length (15 + 5) and a distance (15 + 13), beside the seven left
    for (int i = 0; i < last; i += 2) {
      int first = tokens[i];
      int second = tokens[i + 1];
      int firstCode = codes[first & SYMBOLS];
      int secondCode = codes[second & SYMBOLS];
      word |= value(first, firstCode) << filled;
      filled += firstCode >>> TOTAL_SHIFT;
      word |= value(second, secondCode) << filled;
      filled += secondCode >>> TOTAL_SHIFT;
      LONG.set(target, at, word);
      at += filled >>> 3;
      word >>>= filled & 56;
      filled &= 7;
    }
    size = at;
    bits = word;
    count = filled;
    if ((last & 1) == 0) {
      int code = codes[tokens[last] & SYMBOLS];
      put(value(tokens[last], code), code >>> TOTAL_SHIFT);
    }
  }

  /** A code of at most 15 bits whose symbol has so many extra bits. */
  static int code(int code, int length, int extra) {
    return code | length << LENGTH_SHIFT | length + extra << TOTAL_SHIFT;
  }

  private static long value(int token, int code) {
    return code & (1 << LENGTH_SHIFT) - 1
        | token >>> Tokens.SYMBOL_BITS << (code >>> LENGTH_SHIFT & 15);
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
