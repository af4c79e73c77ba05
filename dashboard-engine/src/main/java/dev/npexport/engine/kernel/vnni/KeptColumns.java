package dev.npexport.engine.kernel.vnni;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The columns as they are scored again by: in the shortest {@link ColumnFormat} that holds all of
 * them where they fit the budget, else in float32, a tile at a time when it is needed.
 */
final class KeptColumns implements AutoCloseable {

  private static final int SAMPLE = 256;

  private final Spread.Reader reader;
  private final Tiles tiles;
  private final int width;
  private final long budget;
  private final AtomicBoolean allHeld = new AtomicBoolean(true);
  private ColumnFormat format;
  private Arena arena = Arena.ofShared();
  private MemorySegment memory = MemorySegment.NULL;

  /**
   * Makes room. {@link #put} has to be called for each column then, and {@link #complete} at last.
   *
   * @param reader reads a scaled column
   * @param budget bytes
   */
  KeptColumns(Spread.Reader reader, Tiles tiles, int width, long budget) {
    this.reader = reader;
    this.tiles = tiles;
    this.width = width;
    this.budget = budget;
    this.format = shortest();
    makeRoom();
  }

  /** The shortest format that holds columns taken evenly from all. */
  private ColumnFormat shortest() {
    double[] column = new double[width];
    int step = Math.max(1, tiles.columns() / SAMPLE);
    for (ColumnFormat candidate : ColumnFormat.values()) {
      boolean holds = true;
      for (int entry = 0; holds && entry < tiles.columns(); entry += step) {
        reader.read(entry, column);
        holds = candidate.holds(column);
      }
      if (holds) {
        return candidate;
      }
    }
    return ColumnFormat.FLOAT32;
  }

  private void makeRoom() {
    long size = (long) tiles.count() * Tiles.SIZE * columnBytes();
    if (size <= budget) {
      memory = Pages.allocate(arena, size);
    } else {
      format = ColumnFormat.FLOAT32;
    }
  }

  /** Keeps a scaled column, if columns are kept; safe for threads that bring different ones. */
  void put(int entry, double[] column) {
    if (areResident()) {
      put(entry, column, memory);
    }
  }

  private void put(int place, double[] column, MemorySegment target) {
    if (!format.holds(column)) {
      allHeld.set(false);
    }
    format.store(column, target, place * columnBytes());
  }

  /** Reads all again, for float32, where the sample was not like the rest. */
  void complete() {
    if (!areResident() || areExact() || format == ColumnFormat.FLOAT32) {
      return;
    }
    close();
    arena = Arena.ofShared();
    memory = MemorySegment.NULL;
    format = ColumnFormat.FLOAT32;
    allHeld.set(true);
    makeRoom();
    if (areResident()) {
      tiles.forEach(tile -> read(tile, memory, tile * Tiles.SIZE));
    }
  }

  private void read(int tile, MemorySegment target, int place) {
    double[] column = new double[width];
    for (int i = 0; i < tiles.size(tile); i++) {
      reader.read(tile * Tiles.SIZE + i, column);
      put(place + i, column, target);
    }
  }

  ColumnFormat format() {
    return format;
  }

  /** Whether all are kept. */
  boolean areResident() {
    return memory != MemorySegment.NULL;
  }

  /** Whether all are kept, and are the scaled columns exactly. */
  boolean areExact() {
    return areResident() && allHeld.get();
  }

  /** Entries of a column, zeros behind the width. */
  int paddedWidth() {
    return Math.ceilDiv(width, DotsCode.PADDING) * DotsCode.PADDING;
  }

  long columnBytes() {
    return (long) paddedWidth() * format.bytes();
  }

  /** Where they are if they are kept. */
  long address() {
    return memory.address();
  }

  /**
   * Where the columns of a tile are.
   *
   * @param spare room for a tile where they are not kept
   */
  long tile(int tile, MemorySegment spare) {
    if (!areResident()) {
      read(tile, spare, 0);
      return spare.address();
    }
    return memory.address() + tile * Tiles.SIZE * columnBytes();
  }

  @Override
  public void close() {
    arena.close();
  }
}
