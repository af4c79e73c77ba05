package dev.npexport.engine.archive.deflate;

/** The alphabets of RFC 1951, §3.2.5: which symbol and which extra bits stand for a number. */
final class Symbols {

  static final int LITERALS = 286;
  static final int DISTANCES = 30;
  static final int END = 256;
  static final int SHORTEST = 3;
  static final int LONGEST = 258;
  static final int WINDOW = 1 << 15;

  /** Symbol of a match of each length from {@link #SHORTEST} on. */
  static final int[] LENGTH_SYMBOL = new int[LONGEST + 1];

  static final int[] LENGTH_BASE = new int[LITERALS];
  static final int[] LENGTH_EXTRA = new int[LITERALS];
  static final int[] DISTANCE_BASE = new int[DISTANCES];
  static final int[] DISTANCE_EXTRA = new int[DISTANCES];

  static {
    int length = SHORTEST;
    for (int symbol = END + 1; symbol < LITERALS - 1; symbol++) {
      int extra = symbol < 265 ? 0 : (symbol - 261) / 4;
      LENGTH_BASE[symbol] = length;
      LENGTH_EXTRA[symbol] = extra;
      for (int i = 0; i < 1 << extra && length <= LONGEST; i++) {
        LENGTH_SYMBOL[length] = symbol;
        length++;
      }
    }
    LENGTH_SYMBOL[LONGEST] = LITERALS - 1;
    LENGTH_BASE[LITERALS - 1] = LONGEST;
    int distance = 1;
    for (int symbol = 0; symbol < DISTANCES; symbol++) {
      DISTANCE_BASE[symbol] = distance;
      DISTANCE_EXTRA[symbol] = symbol < 4 ? 0 : symbol / 2 - 1;
      distance += 1 << DISTANCE_EXTRA[symbol];
    }
  }

  private Symbols() {}

  /** Symbol of a distance in [1, {@link #WINDOW}]: two for each power of two. */
  static int ofDistance(int distance) {
    int offset = distance - 1;
    if (offset < 2) {
      return offset;
    }
    int power = 31 - Integer.numberOfLeadingZeros(offset);
    return 2 * power + (offset >>> power - 1 & 1);
  }
}
