package dev.npexport.engine.kernel.cuda;

import dev.npexport.engine.kernel.rerank.LaneReach;

/**
 * What lies on the device: all columns in float32, and for each row of a block its factors, its
 * product and what is kept of it.
 *
 * @param columns padded
 * @param width padded
 * @param rowBlock rows that are multiplied together; every product has as many
 */
record CudaMemoryPlan(int columns, int width, int rowBlock) {

  /** Candidates of a row that the device may hand over; rows with more are handed over whole. */
  static final int CAPACITY = 1024;

  static final int MOST_BINS = 512;

  private static final int MOST_ROWS = 512;
  private static final int FEWEST_ROWS = 16;

  /** Of the free memory; cuBLAS needs a workspace, and others may come. */
  private static final double USABLE = 0.85;

  /**
   * The largest row block that fits.
   *
   * @throws IllegalStateException if none does, with the bytes needed and free
   */
  static CudaMemoryPlan of(int columns, int width, long freeBytes) {
    for (int rows = MOST_ROWS; rows >= FEWEST_ROWS; rows /= 2) {
      CudaMemoryPlan plan = new CudaMemoryPlan(columns, width, rows);
      if (plan.bytes() <= USABLE * freeBytes) {
        return plan;
      }
    }
    throw new IllegalStateException(
        "%d columns of width %d need %d bytes on the GPU; %d are free"
            .formatted(
                columns,
                width,
                new CudaMemoryPlan(columns, width, FEWEST_ROWS).bytes(),
                freeBytes));
  }

  long columnBytes() {
    return (long) columns * width * Float.BYTES;
  }

  long rowBytes() {
    return (long) rowBlock * width * Float.BYTES;
  }

  long productBytes() {
    return (long) rowBlock * columns * Float.BYTES;
  }

  /** Of one value for each lane of each row. */
  long laneBytes() {
    return (long) rowBlock * LaneReach.LANES * Double.BYTES;
  }

  long candidateBytes() {
    return (long) rowBlock * CAPACITY * Integer.BYTES;
  }

  long edgeBytes() {
    return (long) rowBlock * (MOST_BINS + 1) * Double.BYTES;
  }

  /** Everything. */
  long bytes() {
    return columnBytes()
        + (long) columns * Double.BYTES
        + rowBytes()
        + productBytes()
        + 2 * laneBytes()
        + 2 * candidateBytes()
        + 2 * edgeBytes()
        + 8L * rowBlock * Double.BYTES;
  }
}
