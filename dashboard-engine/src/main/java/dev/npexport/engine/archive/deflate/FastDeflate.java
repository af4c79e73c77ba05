package dev.npexport.engine.archive.deflate;

import java.io.ByteArrayOutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Raw deflate (RFC 1951) made for JSON: several times as fast as zlib at the level of its size. The
 * same bytes on every machine and JDK. Holds its tables: one for each thread.
 *
 * <p>JSON repeats itself from one element of a list to the next, so matches are looked for where an
 * element ends: at commas, and where the last match ended. Each is compared with the last place
 * that began with the same bytes, and a match grows to both sides.
 */
public final class FastDeflate {

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final int HASH_BITS = 14;
  private static final long SEVEN_BYTES = 0x9E3779B185EBCA87L << 8;
  private static final int SHORTEST = 5;

  /** Where no comma comes, the next look-up is so many bytes on. */
  private static final int STRIDE = 16;

  /** In longer matches, which are runs of zeros mostly, commas are not remembered. */
  private static final int LONG_MATCH = 24;

  /** Bytes at the end that are not looked up, so that words can be read without looking. */
  private static final int MARGIN = 32;

  /** Bytes of a block: codes of its own for each part, as parts differ. */
  private static final int BLOCK = 1 << 17;

  private static final long COMMAS = 0x2c2c_2c2c_2c2c_2c2cL;
  private static final long ONES = 0x0101_0101_0101_0101L;

  private final int[] places = new int[1 << HASH_BITS];
  private final Tokens block = new Tokens(BLOCK + 2 * Symbols.LONGEST);
  private final BitSink sink = new BitSink();
  private final BlockWriter writer = new BlockWriter(sink);

  /** Added to places; grows with each source so that those of earlier ones are out of reach. */
  private int base = Symbols.WINDOW + 1;

  /** Appends {@code source[0 .. length)} to {@code target} as a complete stream. */
  public void whole(byte[] source, int length, ByteArrayOutputStream target) {
    sink.clear();
    blocks(source, length, true);
    sink.align();
    target.write(sink.array(), 0, sink.size());
  }

  /**
   * Appends {@code source[0 .. length)} as a part that ends at a byte and stands alone, so that
   * parts made by different threads follow each other in one stream.
   */
  public void part(byte[] source, int length, ByteArrayOutputStream target) {
    sink.clear();
    blocks(source, length, false);
    // an empty stored block
    sink.reserve(64);
    sink.put(0, 3);
    sink.align();
    sink.put(0xffff_0000L, 32);
    target.write(sink.array(), 0, sink.size());
  }

  private void blocks(byte[] source, int length, boolean ends) {
    if (base > Integer.MAX_VALUE - 2 * (Symbols.WINDOW + 1) - length) {
      Arrays.fill(places, 0);
      base = Symbols.WINDOW + 1;
    }
    int at = 0;
    do {
      int from = at;
      block.clear();
      at = fill(source, from, length);
      writer.write(block, ends && at == length);
    } while (at < length);
    base += length + Symbols.WINDOW + 1;
  }

  /** Fills the block from {@code from} on; returns where it ended. */
  private int fill(byte[] source, int from, int length) {
    int last = length - MARGIN;
    int stop = Math.min(last, from + BLOCK);
    int at = from;
    int run = from;
    while (at <= stop) {
      long here = (long) LONG.get(source, at);
      int slot = slot(here);
      int distance = base + at - places[slot];
      places[slot] = base + at;
      int same = distance <= Symbols.WINDOW ? matching(source, at - distance, at, here, length) : 0;
      if (same < SHORTEST) {
        at += 1 + toComma(source, at + 1);
        continue;
      }
      int before = Math.min(before(source, at, distance, at - run), Symbols.LONGEST - same);
      block.literals(source, run, at - before);
      block.match(before + same, distance);
      run = at + same;
      if (same < LONG_MATCH) {
        remember(source, here, at, Math.min(run, last));
      }
      at = run;
    }
    if (at > last) {
      at = length;
    }
    block.end(source, run, at);
    return at;
  }

  /**
   * Where the first element in a match ends, as later ones may repeat what begins there: a comma
   * behind the first byte of {@code here}, or else any place.
   */
  private void remember(byte[] source, long here, int at, int end) {
    int toComma = Long.numberOfTrailingZeros(commas(here >>> Byte.SIZE)) >>> 3;
    int place = Math.min(at + 1 + toComma, end - 1);
    places[slot((long) LONG.get(source, place))] = base + place;
  }

  private static int slot(long bytes) {
    return (int) (bytes * SEVEN_BYTES >>> 64 - HASH_BITS);
  }

  /** Bytes to the first comma from {@code at} on, at most {@link #STRIDE}. */
  private static int toComma(byte[] source, int at) {
    int first = Long.numberOfTrailingZeros(commas((long) LONG.get(source, at)));
    int second = Long.numberOfTrailingZeros(commas((long) LONG.get(source, at + Long.BYTES)));
    return (first < Long.SIZE ? first : Long.SIZE + second) >>> 3;
  }

  /** The highest bit of the first comma, and perhaps of bytes behind it. */
  private static long commas(long bytes) {
    long others = bytes ^ COMMAS;
    return others - ONES & ~others & ONES << 7;
  }

  /** How many bytes at both places are the same, at most as many as a match can have. */
  private static int matching(byte[] source, int earlier, int at, long here, int length) {
    int first = Long.numberOfTrailingZeros(here ^ (long) LONG.get(source, earlier));
    int second =
        Long.numberOfTrailingZeros(
            (long) LONG.get(source, earlier + 8) ^ (long) LONG.get(source, at + 8));
    int same = (first < Long.SIZE ? first : Long.SIZE + second) >>> 3;
    if (same < 16) {
      return same;
    }
    int most = Math.min(Symbols.LONGEST, length - at);
    while (same <= most - 8) {
      long difference =
          (long) LONG.get(source, earlier + same) ^ (long) LONG.get(source, at + same);
      if (difference != 0) {
        return same + (Long.numberOfTrailingZeros(difference) >>> 3);
      }
      same += 8;
    }
    while (same < most && source[earlier + same] == source[at + same]) {
      same++;
    }
    return same;
  }

  /** How many bytes before both places are the same, at most eight. */
  private static int before(byte[] source, int at, int distance, int most) {
    if (at - distance < Long.BYTES) {
      return 0;
    }
    long difference =
        (long) LONG.get(source, at - Long.BYTES)
            ^ (long) LONG.get(source, at - distance - Long.BYTES);
    return Math.min(Long.numberOfLeadingZeros(difference) >>> 3, most);
  }
}
