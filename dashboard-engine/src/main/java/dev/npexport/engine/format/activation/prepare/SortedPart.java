package dev.npexport.engine.format.activation.prepare;

import dev.npexport.engine.format.activation.EntryBlock;
import dev.npexport.engine.format.activation.EntryPart;
import dev.npexport.engine.format.activation.PlaceIndex;
import dev.npexport.engine.problem.Cancellation;
import dev.npexport.engine.problem.InputException;
import dev.npexport.engine.problem.Problem;
import dev.npexport.engine.problem.ProblemCode;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.BitSet;

/**
 * A part put in order by feature and place, in scratch memory of {@link #BYTES} an entry. Made only
 * for parts that do not come in order; making it finds their duplicates.
 */
final class SortedPart implements EntryPart {

  /** Scratch bytes for each entry: place and value. */
  static final int BYTES = 12;

  private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
  private static final ValueLayout.OfDouble DOUBLE = ValueLayout.JAVA_DOUBLE_UNALIGNED;

  private final EntryPart part;
  private final PlaceIndex places;
  private final long[] start;
  private final MemorySegment placeColumn;
  private final MemorySegment valueColumn;

  private SortedPart(EntryPart part, PlaceIndex places, long[] start, MemorySegment scratch) {
    this.part = part;
    this.places = places;
    this.start = start;
    long entries = start[start.length - 1];
    this.placeColumn = scratch.asSlice(0, 4 * entries);
    this.valueColumn = scratch.asSlice(4 * entries, 8 * entries);
  }

  /**
   * Sorts a part.
   *
   * @param scratch {@link #BYTES} for each stored entry
   * @throws InputException naming the first entry that is stored twice
   */
  static SortedPart of(
      EntryScan scan, PlaceIndex places, MemorySegment scratch, Cancellation cancellation) {
    long[] start = new long[scan.stored().length + 1];
    for (int i = 0; i < scan.stored().length; i++) {
      start[i + 1] = start[i] + scan.stored()[i];
    }
    SortedPart sorted = new SortedPart(scan.part(), places, start, scratch);
    sorted.group(cancellation);
    for (int local = 0; local < start.length - 1; local++) {
      cancellation.check();
      sorted.sort(local);
    }
    return sorted;
  }

  private void group(Cancellation cancellation) {
    long[] cursor = Arrays.copyOf(start, start.length - 1);
    part.read(
        block -> {
          cancellation.check();
          for (int i = 0; i < block.size(); i++) {
            int local = block.features[i] - part.firstFeature();
            int place = places.place(block.prompts[i], block.positions[i]);
            if (local < 0
                || local >= cursor.length
                || place < 0
                || cursor[local] >= start[local + 1]) {
              throw ActivationRule.changed(part, block.first() + i);
            }
            long at = cursor[local]++;
            placeColumn.setAtIndex(INT, at, place);
            valueColumn.setAtIndex(DOUBLE, at, block.values[i]);
          }
        });
  }

  private void sort(int local) {
    long from = start[local];
    long stored = start[local + 1] - from;
    if (stored > places.places()) {
      throw twice(local, firstRepeated(from, stored));
    }
    int count = (int) stored;
    long[] keys = new long[count];
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      keys[i] = (long) placeColumn.getAtIndex(INT, from + i) << 32 | i;
      values[i] = valueColumn.getAtIndex(DOUBLE, from + i);
    }
    Arrays.sort(keys);
    for (int i = 0; i < count; i++) {
      int place = (int) (keys[i] >>> 32);
      if (i > 0 && place == (int) (keys[i - 1] >>> 32)) {
        throw twice(local, place);
      }
      placeColumn.setAtIndex(INT, from + i, place);
      valueColumn.setAtIndex(DOUBLE, from + i, values[(int) keys[i]]);
    }
  }

  /** More entries than places: one must come twice. */
  private int firstRepeated(long from, long stored) {
    BitSet seen = new BitSet(places.places());
    for (long i = 0; i < stored; i++) {
      int place = placeColumn.getAtIndex(INT, from + i);
      if (seen.get(place)) {
        return place;
      }
      seen.set(place);
    }
    throw new IllegalStateException("more entries than places, yet none twice");
  }

  /** Reads the part once more to say where the second of the two entries stands. */
  private InputException twice(int local, int place) {
    int feature = part.firstFeature() + local;
    long[] found = {-1, -1};
    part.read(
        block -> {
          for (int i = 0; i < block.size() && found[1] < 0; i++) {
            if (block.features[i] == feature
                && places.place(block.prompts[i], block.positions[i]) == place) {
              found[found[0] < 0 ? 0 : 1] = block.first() + i;
            }
          }
        });
    int row = places.rowAt(place);
    return new InputException(
        part.problem(
            ProblemCode.DUPLICATE_ENTRY,
            found[1],
            "feature "
                + feature
                + ", prompt "
                + places.prompt(row)
                + ", position "
                + (place - places.start(row))
                + " "
                + EntryFaults.TWICE));
  }

  @Override
  public int firstFeature() {
    return part.firstFeature();
  }

  @Override
  public int endFeature() {
    return part.endFeature();
  }

  @Override
  public long entries() {
    return start[start.length - 1];
  }

  @Override
  public void read(EntrySink sink) {
    EntryBlock block = new EntryBlock();
    for (int local = 0; local < start.length - 1; local++) {
      for (long at = start[local]; at < start[local + 1]; at++) {
        int place = placeColumn.getAtIndex(INT, at);
        int row = places.rowAt(place);
        block.add(
            part.firstFeature() + local,
            places.prompt(row),
            place - places.start(row),
            valueColumn.getAtIndex(DOUBLE, at));
        if (block.isFull()) {
          sink.accept(block);
          block.advance();
        }
      }
    }
    if (block.size() > 0) {
      sink.accept(block);
    }
  }

  @Override
  public Problem problem(ProblemCode code, long entry, String message) {
    return part.problem(code, entry, message);
  }
}
