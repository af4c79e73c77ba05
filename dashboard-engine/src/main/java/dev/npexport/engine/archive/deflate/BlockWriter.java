package dev.npexport.engine.archive.deflate;

import java.util.Arrays;

/** Writes blocks with codes of their own, or with the fixed ones where those are shorter. */
final class BlockWriter {

  private static final int LONGEST = 15;

  /** Of literals and lengths, so that four of them fit a word beside what is left in it. */
  private static final int LONGEST_OF_LITERALS = 12;

  private static final int LONGEST_OF_LENGTHS = 7;
  private static final int LENGTH_SYMBOLS = 19;
  private static final int SIZE_BITS = 6;
  private static final int[] LENGTH_ORDER = {
    16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15
  };

  private final BitSink out;
  private final HuffmanCode literals = new HuffmanCode(Symbols.LITERALS, LONGEST_OF_LITERALS);
  private final HuffmanCode distances = new HuffmanCode(Symbols.DISTANCES, LONGEST);
  private final HuffmanCode lengths = new HuffmanCode(LENGTH_SYMBOLS, LONGEST_OF_LENGTHS);
  private final HuffmanCode fixedLiterals = new HuffmanCode(288, LONGEST);
  private final HuffmanCode fixedDistances = new HuffmanCode(32, LONGEST);
  private final long[] literalBits = new long[256];
  private final long[] lengthBits = new long[Symbols.LONGEST + 1];
  private final int[] runs = new int[Symbols.LITERALS + Symbols.DISTANCES];
  private final int[] runFrequencies = new int[LENGTH_SYMBOLS];
  private int runCount;

  BlockWriter(BitSink out) {
    this.out = out;
    int[] given = new int[288];
    Arrays.fill(given, 0, 144, 8);
    Arrays.fill(given, 144, 256, 9);
    Arrays.fill(given, 256, 280, 7);
    Arrays.fill(given, 280, 288, 8);
    fixedLiterals.set(given);
    int[] five = new int[32];
    Arrays.fill(five, 5);
    fixedDistances.set(five);
  }

  void write(Sequences block, byte[] source, int from, boolean last) {
    literals.build(block.literals);
    distances.build(block.distances);
    int literalCount = used(literals.lengths, 257);
    int distanceCount = used(distances.lengths, 1);
    encodeLengths(literalCount, distanceCount);
    lengths.build(runFrequencies);
    int lengthCount = LENGTH_SYMBOLS;
    while (lengthCount > 4 && lengths.lengths[LENGTH_ORDER[lengthCount - 1]] == 0) {
      lengthCount--;
    }
    long own = 14 + 3L * lengthCount + runBits() + bits(block, literals, distances);
    long fixed = bits(block, fixedLiterals, fixedDistances);
    out.reserve(Math.min(own, fixed) + 3);
    out.put(last ? 1 : 0, 1);
    if (fixed <= own) {
      out.put(1, 2);
      sequences(block, source, from, fixedLiterals, fixedDistances);
      return;
    }
    out.put(2, 2);
    out.put(literalCount - 257, 5);
    out.put(distanceCount - 1, 5);
    out.put(lengthCount - 4, 4);
    for (int i = 0; i < lengthCount; i++) {
      out.put(lengths.lengths[LENGTH_ORDER[i]], 3);
    }
    for (int i = 0; i < runCount; i++) {
      int symbol = runs[i] & 31;
      out.put(lengths.codes[symbol], lengths.lengths[symbol]);
      out.put(runs[i] >>> 5, extraOfRun(symbol));
    }
    sequences(block, source, from, literals, distances);
  }

  private void sequences(
      Sequences block, byte[] source, int from, HuffmanCode literal, HuffmanCode distance) {
    pack(literal);
    int at = from;
    for (int i = 0; i < block.size; i++) {
      int end = at + block.runs[i];
      literals(source, at, end);
      int match = block.matches[i];
      if (match != 0) {
        int length = Sequences.length(match);
        match(lengthBits[length], Sequences.distance(match), distance);
        end += length;
      }
      at = end;
    }
    out.put(literal.codes[Symbols.END], literal.lengths[Symbols.END]);
  }

  /** Codes of bytes and of match lengths with their extra bits; number of bits below. */
  private void pack(HuffmanCode literal) {
    for (int value = 0; value < literalBits.length; value++) {
      literalBits[value] = (long) literal.codes[value] << SIZE_BITS | literal.lengths[value];
    }
    for (int length = Symbols.SHORTEST; length <= Symbols.LONGEST; length++) {
      int symbol = Symbols.LENGTH_SYMBOL[length];
      int size = literal.lengths[symbol];
      long bits = literal.codes[symbol] | length - Symbols.LENGTH_BASE[symbol] << size;
      lengthBits[length] = bits << SIZE_BITS | size + Symbols.LENGTH_EXTRA[symbol];
    }
  }

  private void literals(byte[] source, int from, int to) {
    int at = from;
    for (; at <= to - 4; at += 4) {
      long first = literalBits[source[at] & 0xff];
      long second = literalBits[source[at + 1] & 0xff];
      long third = literalBits[source[at + 2] & 0xff];
      long fourth = literalBits[source[at + 3] & 0xff];
      int two = size(first) + size(second);
      int three = two + size(third);
      out.put(
          first >>> SIZE_BITS
              | second >>> SIZE_BITS << size(first)
              | third >>> SIZE_BITS << two
              | fourth >>> SIZE_BITS << three,
          three + size(fourth));
    }
    long bits = 0;
    int count = 0;
    for (; at < to; at++) {
      long literal = literalBits[source[at] & 0xff];
      bits |= literal >>> SIZE_BITS << count;
      count += size(literal);
    }
    out.put(bits, count);
  }

  /** At most 12 + 5 + 15 + 13 bits. */
  private void match(long length, int far, HuffmanCode distance) {
    int symbol = Symbols.ofDistance(far);
    int count = size(length);
    long bits = length >>> SIZE_BITS;
    bits |= (long) distance.codes[symbol] << count;
    count += distance.lengths[symbol];
    bits |= (long) (far - Symbols.DISTANCE_BASE[symbol]) << count;
    out.put(bits, count + Symbols.DISTANCE_EXTRA[symbol]);
  }

  private static int size(long packed) {
    return (int) packed & (1 << SIZE_BITS) - 1;
  }

  private static long bits(Sequences block, HuffmanCode literal, HuffmanCode distance) {
    long bits = 0;
    for (int symbol = 0; symbol < Symbols.LITERALS; symbol++) {
      bits +=
          (long) block.literals[symbol] * (literal.lengths[symbol] + Symbols.LENGTH_EXTRA[symbol]);
    }
    for (int symbol = 0; symbol < Symbols.DISTANCES; symbol++) {
      bits +=
          (long) block.distances[symbol]
              * (distance.lengths[symbol] + Symbols.DISTANCE_EXTRA[symbol]);
    }
    return bits;
  }

  /** Runs of equal code lengths: symbol in the low 5 bits, repetition above. */
  private void encodeLengths(int literalCount, int distanceCount) {
    int[] all = Arrays.copyOf(literals.lengths, literalCount + distanceCount);
    System.arraycopy(distances.lengths, 0, all, literalCount, distanceCount);
    Arrays.fill(runFrequencies, 0);
    runCount = 0;
    int at = 0;
    while (at < all.length) {
      int length = all[at];
      int end = at + 1;
      while (end < all.length && all[end] == length) {
        end++;
      }
      int repeated = end - at;
      if (length > 0) {
        run(length, 0);
        repeated--;
      }
      while (repeated >= 3) {
        int most = length > 0 ? 6 : 138;
        int part = Math.min(repeated, most);
        if (length > 0) {
          run(16, part - 3);
        } else if (part < 11) {
          run(17, part - 3);
        } else {
          run(18, part - 11);
        }
        repeated -= part;
      }
      for (int i = 0; i < repeated; i++) {
        run(length, 0);
      }
      at = end;
    }
  }

  private void run(int symbol, int extra) {
    runs[runCount++] = extra << 5 | symbol;
    runFrequencies[symbol]++;
  }

  private long runBits() {
    long bits = 0;
    for (int symbol = 0; symbol < LENGTH_SYMBOLS; symbol++) {
      bits += (long) runFrequencies[symbol] * (lengths.lengths[symbol] + extraOfRun(symbol));
    }
    return bits;
  }

  private static int extraOfRun(int symbol) {
    return switch (symbol) {
      case 16 -> 2;
      case 17 -> 3;
      case 18 -> 7;
      default -> 0;
    };
  }

  private static int used(int[] lengths, int least) {
    int used = lengths.length;
    while (used > least && lengths[used - 1] == 0) {
      used--;
    }
    return used;
  }
}
