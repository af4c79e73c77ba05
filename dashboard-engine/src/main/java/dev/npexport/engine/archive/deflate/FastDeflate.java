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
 * <p>Of each position the last two places with the same five bytes are looked at, and the longer
 * match is taken; where nothing matches for long, positions are skipped.
 */
public final class FastDeflate {

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final int HASH_BITS = 14;
  private static final long FIVE_BYTES = 0x9E3779B185EBCA87L << 24;
  private static final int SHORTEST = 5;

  /** Positions at the end that are not looked up, so that eight bytes can always be read. */
  private static final int MARGIN = 8;

  /** After 2^this many positions without a match, every other position is looked up. */
  private static final int PATIENCE = 6;

  private final int[] places = new int[2 << HASH_BITS];
  private final TokenBlock block = new TokenBlock();
  private final BitSink sink = new BitSink();
  private final BlockWriter writer = new BlockWriter(sink);

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
    Arrays.fill(places, -Symbols.WINDOW - 1);
    int at = 0;
    do {
      block.clear();
      at = fill(source, at, length);
      writer.write(block, ends && at == length);
    } while (at < length);
  }

  /** Fills the block from {@code from} on; returns where it ended. */
  private int fill(byte[] source, int from, int length) {
    int last = length - MARGIN;
    int at = from;
    int missed = 0;
    while (at <= last && !block.isFull()) {
      long here = (long) LONG.get(source, at);
      int slot = slot(here);
      int near = places[slot];
      int far = places[slot + 1];
      places[slot] = at;
      places[slot + 1] = near;
      int best = 0;
      int distance = 0;
      if (at - near <= Symbols.WINDOW) {
        best = matching(source, near, at, here, length);
        distance = at - near;
        if (at - far <= Symbols.WINDOW && best < Symbols.LONGEST) {
          int other = matching(source, far, at, here, length);
          if (other > best) {
            best = other;
            distance = at - far;
          }
        }
      }
      if (best < SHORTEST) {
        int step = 1 + (missed++ >>> PATIENCE);
        for (int i = 0; i < step && at <= last && !block.isFull(); i++) {
          block.literal(source[at++] & 0xff);
        }
        continue;
      }
      missed = 0;
      block.match(best, distance);
      int end = at + best;
      for (int i = at + 1; i < Math.min(end, last); i += 2) {
        remember((long) LONG.get(source, i), i);
      }
      at = end;
    }
    if (at > last) {
      while (at < length && !block.isFull()) {
        block.literal(source[at++] & 0xff);
      }
    }
    return at;
  }

  private void remember(long bytes, int at) {
    int slot = slot(bytes);
    places[slot + 1] = places[slot];
    places[slot] = at;
  }

  private static int slot(long bytes) {
    return (int) (bytes * FIVE_BYTES >>> 64 - HASH_BITS) << 1;
  }

  /** How many bytes at both places are the same, at most as many as a match can have. */
  private static int matching(byte[] source, int earlier, int at, long here, int length) {
    long difference = here ^ (long) LONG.get(source, earlier);
    if (difference != 0) {
      return Long.numberOfTrailingZeros(difference) >>> 3;
    }
    int most = Math.min(Symbols.LONGEST, length - at);
    int same = 8;
    while (same <= most - 8) {
      difference = (long) LONG.get(source, earlier + same) ^ (long) LONG.get(source, at + same);
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
}
