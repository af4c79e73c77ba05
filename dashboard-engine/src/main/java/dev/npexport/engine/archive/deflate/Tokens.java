package dev.npexport.engine.archive.deflate;

import java.util.Arrays;

/**
 * What one block becomes: a token for each literal, two for each match. A token is a symbol in the
 * low bits, with distances behind literals and lengths, and its extra bits above. As all are alike,
 * they are counted and written without a branch for any of them.
 */
final class Tokens {

  static final int SYMBOL_BITS = 9;

  /** First of the symbols of distances. */
  static final int DISTANCES = Symbols.LITERALS;

  private static final int SYMBOLS = 1 << SYMBOL_BITS;
  private static final int[] OF_LENGTH = new int[Symbols.LONGEST + 1];

  static {
    for (int length = Symbols.SHORTEST; length <= Symbols.LONGEST; length++) {
      int symbol = Symbols.LENGTH_SYMBOL[length];
      OF_LENGTH[length] = symbol | length - Symbols.LENGTH_BASE[symbol] << SYMBOL_BITS;
    }
  }

  final int[] tokens;
  int size;

  private final int[] even = new int[SYMBOLS];
  private final int[] odd = new int[SYMBOLS];

  /**
   * @param most bytes of a block
   */
  Tokens(int most) {
    tokens = new int[most + Long.BYTES];
  }

  void clear() {
    size = 0;
  }

  /**
   * Literals, at least eight of them read and written and the rest of those written over: how many
   * there are cannot be foreseen, and a wrong guess costs more. There are eight bytes at {@code
   * to}.
   */
  void literals(byte[] source, int from, int to) {
    int next = size;
    int at = from;
    do {
      tokens[next] = source[at] & 0xff;
      tokens[next + 1] = source[at + 1] & 0xff;
      tokens[next + 2] = source[at + 2] & 0xff;
      tokens[next + 3] = source[at + 3] & 0xff;
      tokens[next + 4] = source[at + 4] & 0xff;
      tokens[next + 5] = source[at + 5] & 0xff;
      tokens[next + 6] = source[at + 6] & 0xff;
      tokens[next + 7] = source[at + 7] & 0xff;
      next += Long.BYTES;
      at += Long.BYTES;
    } while (at < to);
    size += to - from;
  }

  void match(int length, int distance) {
    tokens[size] = OF_LENGTH[length];
    tokens[size + 1] = ofDistance(distance);
    size += 2;
  }

  /** The literals that end the block, and its end. */
  void end(byte[] source, int from, int to) {
    for (int at = from; at < to; at++) {
      tokens[size++] = source[at] & 0xff;
    }
    tokens[size++] = Symbols.END;
  }

  /** How often each symbol occurs. */
  void count(int[] literals, int[] distances) {
    Arrays.fill(even, 0);
    Arrays.fill(odd, 0);
    int last = size - 1;
    for (int i = 0; i < last; i += 2) {
      even[tokens[i] & SYMBOLS - 1]++;
      odd[tokens[i + 1] & SYMBOLS - 1]++;
    }
    if (size % 2 == 1) {
      even[tokens[last] & SYMBOLS - 1]++;
    }
    for (int symbol = 0; symbol < Symbols.LITERALS; symbol++) {
      literals[symbol] = even[symbol] + odd[symbol];
    }
    for (int symbol = 0; symbol < Symbols.DISTANCES; symbol++) {
      distances[symbol] = even[DISTANCES + symbol] + odd[DISTANCES + symbol];
    }
  }

  /** Two symbols for each power of two; the bits below are extra. */
  private static int ofDistance(int distance) {
    int offset = distance - 1;
    if (offset < 2) {
      return DISTANCES + offset;
    }
    int extra = 30 - Integer.numberOfLeadingZeros(offset);
    int symbol = 2 * extra + (offset >>> extra);
    return DISTANCES + symbol | (offset & (1 << extra) - 1) << SYMBOL_BITS;
  }
}
