package dev.npexport.engine.kernel.vnni;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * Columns that are prepared, and scored again, together.
 *
 * @param columns number of all columns
 */
record Tiles(int columns) {

  /** Columns of a tile; a multiple of a panel's. */
  static final int SIZE = 8 * MultiplyCode.COLUMNS;

  int count() {
    return Math.ceilDiv(columns, SIZE);
  }

  int size(int tile) {
    return Math.min(SIZE, columns - tile * SIZE);
  }

  /**
   * Works on all tiles in parallel. Returns when no thread works on one any more, also when reading
   * a column failed or was cancelled: a parallel stream would throw before that, and the memory is
   * given back then.
   */
  void forEach(IntConsumer work) {
    AtomicReference<RuntimeException> failure = new AtomicReference<>();
    IntStream.range(0, count())
        .parallel()
        .forEach(
            tile -> {
              if (failure.get() == null) {
                try {
                  work.accept(tile);
                } catch (RuntimeException e) {
                  failure.compareAndSet(null, e);
                }
              }
            });
    if (failure.get() != null) {
      throw failure.get();
    }
  }
}
