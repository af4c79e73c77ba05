package dev.npexport.engine.kernel;

/**
 * A matrix read a row at a time in double precision, so that a mapped tensor of any size and dtype
 * can feed a kernel without being loaded. Implementations are safe for concurrent reads.
 */
public interface RowSource {

  /** Number of rows. */
  int rows();

  /** Entries in a row. */
  int width();

  /**
   * Reads row {@code index} into {@code target[0 .. width)}; the values are exact (dtype widened).
   */
  void read(int index, double[] target);
}
