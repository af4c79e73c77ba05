package dev.npexport.engine.format.sae.foreign;

import dev.npexport.engine.format.tensor.FloatRows;

/** Lengths of decoder rows, in float64. */
final class DecoderRows {

  /** What rounding to float32 can make of a row that was scaled to length 1. */
  private static final double TOLERANCE = 1e-6;

  private static final int BLOCK = 1 << 18;

  private DecoderRows() {}

  /** Whether every row has length 1, as far as float32 can tell. */
  static boolean areUnit(FloatRows decoder) {
    for (double length : lengths(decoder)) {
      if (!(Math.abs(length - 1) <= TOLERANCE)) {
        return false;
      }
    }
    return true;
  }

  static double[] lengths(FloatRows decoder) {
    double[] lengths = new double[Math.toIntExact(decoder.rows())];
    int step = Math.clamp(BLOCK / Math.max(1, decoder.width()), 1, Math.max(1, lengths.length));
    float[] block = new float[Math.multiplyExact(step, decoder.width())];
    for (int first = 0; first < lengths.length; first += step) {
      int count = Math.min(step, lengths.length - first);
      decoder.read(first, count, block);
      for (int row = 0; row < count; row++) {
        double sum = 0;
        for (int i = row * decoder.width(); i < (row + 1) * decoder.width(); i++) {
          sum += (double) block[i] * block[i];
        }
        lengths[first + row] = Math.sqrt(sum);
      }
    }
    return lengths;
  }
}
