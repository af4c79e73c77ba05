package dev.npexport.engine.kernel.vnni;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The columns as they are scored again by: in the shortest {@link ColumnFormat} that holds all of
 * them where they fit the budget, else in float32, a tile at a time when it is needed.
 */
final class KeptColumns {

  private static final int SAMPLE = 256;

  private final Spread.Reader reader;
  private final Tiles tiles;
  private final int width;
  private ColumnFormat format;
  private boolean resident;
  private boolean exact;
  private MemorySegment memory = MemorySegment.NULL;

  /**
   * @param reader reads a scaled column
   * @param bytes the budget
   */
  KeptColumns(Spread.Reader reader, Tiles tiles, int width, long bytes, Arena arena) {
    this.reader = reader;
    this.tiles = tiles;
    this.width = width;
    this.format = shortest();
    if (keep(bytes, arena) && !exact && format != ColumnFormat.FLOAT32) {
      format = ColumnFormat.FLOAT32; // the sample was not like the rest
      keep(bytes, arena);
    }
    if (!resident) {
      format = ColumnFormat.FLOAT32;
      exact = false;
    }
  }

  /** The shortest format that holds columns taken evenly from all. */
  private ColumnFormat shortest() {
    double[] column = new double[width];
    int step = Math.max(1, tiles.columns() / SAMPLE);
    for (ColumnFormat candidate : ColumnFormat.values()) {
      boolean holds = true;
      for (int entry = 0; holds && entry < tiles.columns(); entry += step) {
        reader.read(entry, column);
        holds = holds(candidate, column);
      }
      if (holds) {
        return candidate;
      }
    }
    return ColumnFormat.FLOAT32;
  }

  private static boolean holds(ColumnFormat format, double[] column) {
    for (double value : column) {
      if (value != (float) value
          || value != 0 && Math.abs(value) < Float.MIN_NORMAL
          || !format.holds((float) value)) {
        return false;
      }
    }
    return true;
  }

  private boolean keep(long bytes, Arena arena) {
    long size = (long) tiles.count() * Tiles.SIZE * columnBytes();
    resident = size <= bytes;
    if (!resident) {
      return false;
    }
    memory = Pages.allocate(arena, size);
    AtomicBoolean all = new AtomicBoolean(true);
    tiles.forEach(
        tile -> {
          if (!store(tile, memory, tile * Tiles.SIZE)) {
            all.set(false);
          }
        });
    exact = all.get();
    return true;
  }

  /** Returns whether the format holds the tile exactly. */
  private boolean store(int tile, MemorySegment target, int place) {
    double[] column = new double[width];
    boolean holds = true;
    for (int i = 0; i < tiles.size(tile); i++) {
      reader.read(tile * Tiles.SIZE + i, column);
      holds &= holds(format, column);
      long at = (place + i) * columnBytes();
      for (int j = 0; j < width; j++) {
        format.store(target, at + (long) j * format.bytes(), (float) column[j]);
      }
    }
    return holds;
  }

  ColumnFormat format() {
    return format;
  }

  /** Whether all are kept. */
  boolean areResident() {
    return resident;
  }

  /** Whether all are kept, and are the scaled columns exactly. */
  boolean areExact() {
    return exact;
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
    if (!resident) {
      store(tile, spare, 0);
      return spare.address();
    }
    return memory.address() + tile * Tiles.SIZE * columnBytes();
  }
}
