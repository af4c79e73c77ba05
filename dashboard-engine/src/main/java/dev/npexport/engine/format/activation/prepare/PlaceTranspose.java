package dev.npexport.engine.format.activation.prepare;

import dev.npexport.engine.problem.Cancellation;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/**
 * Turns entries grouped by feature into entries grouped by place, features ascending within each.
 *
 * <p>A plain scatter would jump over the whole target for every entry. Here places are taken a
 * block at a time: each feature's entries for a block lie together, and the block's target is small
 * enough to stay in cache. Blocks depend on nothing but the input, so the work can be shared out.
 */
final class PlaceTranspose {

  /** Entries that a block has about: 4 MiB of target. */
  private static final long BLOCK_ENTRIES = 1 << 19;

  private final long[] featureStart;
  private final MemorySegment byFeature;
  private final MemorySegment byPlace;
  private final MemorySegment placeStart;
  private final Cancellation cancellation;
  private final int block;

  /**
   * @param byFeature int64 [nonzeros], see {@link PreparedLayout}
   * @param byPlace int64 [nonzeros], written here
   * @param placeStart int64 [places + 1], of which all but the last are written here
   * @param block places that are moved together
   */
  PlaceTranspose(
      long[] featureStart,
      MemorySegment byFeature,
      MemorySegment byPlace,
      MemorySegment placeStart,
      int block,
      Cancellation cancellation) {
    this.featureStart = featureStart;
    this.byFeature = byFeature;
    this.byPlace = byPlace;
    this.placeStart = placeStart;
    this.cancellation = cancellation;
    this.block = block;
  }

  /**
   * Places in a block: so many that the target fits the cache, but at least eight entries for each
   * feature that has to be looked at.
   */
  static int blockSize(int places, long[] featureStart) {
    long nonzeros = Math.max(1, featureStart[featureStart.length - 1]);
    long entries = Math.max(BLOCK_ENTRIES, 8L * featureStart.length);
    long size = Math.max(1, (long) ((double) entries * places / nonzeros));
    return (int) Math.min(size, Math.max(1, places));
  }

  /**
   * Writes the places {@code from .. to}; different ranges may run at once.
   *
   * @return the largest number of entries at one place
   */
  int run(int from, int to) {
    int features = featureStart.length - 1;
    long[] cursor = new long[features];
    long base = 0;
    for (int feature = 0; feature < features; feature++) {
      cursor[feature] = firstAtOrAfter(feature, from);
      base += cursor[feature] - featureStart[feature];
    }
    int most = 0;
    int[] slots = new int[Math.min(block, to - from) + 1];
    for (int start = from; start < to; start += block) {
      cancellation.check();
      int end = (int) Math.min(to, (long) start + block);
      most = Math.max(most, count(cursor, start, end, base, slots));
      base += fill(cursor, start, end, base, slots);
      if (end == to) {
        break;
      }
    }
    return most;
  }

  /** Counts the block's entries by place and turns the counts into each place's first slot. */
  private int count(long[] cursor, int start, int end, long base, int[] slots) {
    Arrays.fill(slots, 0);
    for (int feature = 0; feature < cursor.length; feature++) {
      long last = featureStart[feature + 1];
      for (long at = cursor[feature]; at < last; at++) {
        int place = PreparedLayout.index(byFeature.getAtIndex(PreparedLayout.LONG, at));
        if (place >= end) {
          break;
        }
        slots[place - start]++;
      }
    }
    int most = 0;
    int slot = 0;
    for (int place = start; place < end; place++) {
      int count = slots[place - start];
      most = Math.max(most, count);
      slots[place - start] = slot;
      placeStart.setAtIndex(PreparedLayout.LONG, place, base + slot);
      slot += count;
    }
    return most;
  }

  /** Moves the block's entries into their slots and the cursors past them. */
  private long fill(long[] cursor, int start, int end, long base, int[] slots) {
    long moved = 0;
    for (int feature = 0; feature < cursor.length; feature++) {
      long last = featureStart[feature + 1];
      long at = cursor[feature];
      long begin = at;
      while (at < last) {
        long entry = byFeature.getAtIndex(PreparedLayout.LONG, at);
        int place = PreparedLayout.index(entry);
        if (place >= end) {
          break;
        }
        long target = base + slots[place - start]++;
        byPlace.setAtIndex(PreparedLayout.LONG, target, entry & 0xFFFFFFFF00000000L | feature);
        at++;
      }
      cursor[feature] = at;
      moved += at - begin;
    }
    return moved;
  }

  private long firstAtOrAfter(int feature, int place) {
    long low = featureStart[feature];
    long high = featureStart[feature + 1];
    while (low < high) {
      long middle = (low + high) >>> 1;
      if (PreparedLayout.index(byFeature.getAtIndex(PreparedLayout.LONG, middle)) < place) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
