package dev.npexport.engine.format.activation.jsonl;

import java.util.Arrays;

/** A growing list of doubles without boxing. */
final class DoubleList {

  private double[] values = new double[64];
  private int size;

  int size() {
    return size;
  }

  double get(int index) {
    return values[index];
  }

  void clear() {
    size = 0;
  }

  void add(double value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, 2 * size);
    }
    values[size++] = value;
  }
}
