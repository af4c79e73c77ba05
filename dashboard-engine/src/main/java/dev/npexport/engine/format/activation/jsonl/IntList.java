package dev.npexport.engine.format.activation.jsonl;

import java.util.Arrays;

/** A growing list of ints without boxing. */
final class IntList {

  private int[] values = new int[64];
  private int size;

  int size() {
    return size;
  }

  int get(int index) {
    return values[index];
  }

  void clear() {
    size = 0;
  }

  void add(int value) {
    reserve(1);
    values[size++] = value;
  }

  void addAll(IntList other) {
    reserve(other.size);
    System.arraycopy(other.values, 0, values, size, other.size);
    size += other.size;
  }

  /** Whether {@code other} stands in this list from {@code from} on. */
  boolean holds(int from, IntList other) {
    return Arrays.equals(values, from, from + other.size, other.values, 0, other.size);
  }

  void copyTo(int from, int[] target, int offset, int count) {
    System.arraycopy(values, from, target, offset, count);
  }

  int[] toArray() {
    return Arrays.copyOf(values, size);
  }

  private void reserve(int more) {
    int needed = Math.addExact(size, more);
    if (needed > values.length) {
      long doubled = Math.min(Integer.MAX_VALUE - 8L, 2L * values.length);
      values = Arrays.copyOf(values, (int) Math.max(needed, doubled));
    }
  }
}
