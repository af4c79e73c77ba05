package dev.npexport.engine.archive.deflate;

import java.util.Arrays;

/** Writes blocks with codes of their own, or with the fixed ones where those are shorter. */
final class BlockWriter {

  private static final int LONGEST = 15;

  private static final int LONGEST_OF_LENGTHS = 7;
  private static final int LENGTH_SYMBOLS = 19;
  private static final int[] LENGTH_ORDER = {
    16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15
  };

  private final BitSink out;
  private final HuffmanCode literals = new HuffmanCode(Symbols.LITERALS, LONGEST);
  private final HuffmanCode distances = new HuffmanCode(Symbols.DISTANCES, LONGEST);
  private final HuffmanCode lengths = new HuffmanCode(LENGTH_SYMBOLS, LONGEST_OF_LENGTHS);
  private final HuffmanCode fixedLiterals = new HuffmanCode(288, LONGEST);
  private final HuffmanCode fixedDistances = new HuffmanCode(32, LONGEST);
  private final int[] literalCounts = new int[Symbols.LITERALS];
  private final int[] distanceCounts = new int[Symbols.DISTANCES];
  private final int[] codes = new int[1 << Tokens.SYMBOL_BITS];
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

  void write(Tokens block, boolean last) {
    block.count(literalCounts, distanceCounts);
    literals.build(literalCounts);
    distances.build(distanceCounts);
    int literalCount = used(literals.lengths, 257);
    int distanceCount = used(distances.lengths, 1);
    encodeLengths(literalCount, distanceCount);
    lengths.build(runFrequencies);
    int lengthCount = LENGTH_SYMBOLS;
    while (lengthCount > 4 && lengths.lengths[LENGTH_ORDER[lengthCount - 1]] == 0) {
      lengthCount--;
    }
    long own = 14 + 3L * lengthCount + runBits() + bits(literals, distances);
    long fixed = bits(fixedLiterals, fixedDistances);
    out.reserve(Math.min(own, fixed) + 3);
    out.put(last ? 1 : 0, 1);
    if (fixed <= own) {
      out.put(1, 2);
      tokens(block, fixedLiterals, fixedDistances);
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
    tokens(block, literals, distances);
  }

  private void tokens(Tokens block, HuffmanCode literal, HuffmanCode distance) {
    for (int symbol = 0; symbol < Symbols.LITERALS; symbol++) {
      codes[symbol] =
          BitSink.code(
              literal.codes[symbol], literal.lengths[symbol], Symbols.LENGTH_EXTRA[symbol]);
    }
    for (int symbol = 0; symbol < Symbols.DISTANCES; symbol++) {
      codes[Tokens.DISTANCES + symbol] =
          BitSink.code(
              distance.codes[symbol], distance.lengths[symbol], Symbols.DISTANCE_EXTRA[symbol]);
    }
    out.put(block, codes);
  }

  private long bits(HuffmanCode literal, HuffmanCode distance) {
    long bits = 0;
    for (int symbol = 0; symbol < Symbols.LITERALS; symbol++) {
      bits +=
          (long) literalCounts[symbol] * (literal.lengths[symbol] + Symbols.LENGTH_EXTRA[symbol]);
    }
    for (int symbol = 0; symbol < Symbols.DISTANCES; symbol++) {
      bits +=
          (long) distanceCounts[symbol]
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
