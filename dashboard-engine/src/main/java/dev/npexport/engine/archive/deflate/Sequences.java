package dev.npexport.engine.archive.deflate;

import java.util.Arrays;

/**
 * What one block becomes: runs of literals, each followed by a match but for the last, with how
 * often each symbol occurs.
 */
final class Sequences {

  private static final int CAPACITY = 1 << 14;
  private static final int DISTANCE_BITS = 16;

  /** Literals before each match. */
  final int[] runs = new int[CAPACITY + 1];

  /** Length and distance of each match; 0 after the last run. */
  final int[] matches = new int[CAPACITY + 1];

  final int[] literals = new int[Symbols.LITERALS];
  final int[] distances = new int[Symbols.DISTANCES];
  int size;

  void clear() {
    size = 0;
    Arrays.fill(literals, 0);
    Arrays.fill(distances, 0);
    literals[Symbols.END] = 1;
  }

  boolean isFull() {
    return size == CAPACITY;
  }

  /** Literals from {@code from} to {@code to}, then a match. */
  void add(byte[] source, int from, int to, int length, int distance) {
    count(source, from, to);
    literals[Symbols.LENGTH_SYMBOL[length]]++;
    distances[Symbols.ofDistance(distance)]++;
    runs[size] = to - from;
    matches[size++] = length << DISTANCE_BITS | distance;
  }

  /** The literals that end the block. */
  void end(byte[] source, int from, int to) {
    count(source, from, to);
    runs[size] = to - from;
    matches[size++] = 0;
  }

  private void count(byte[] source, int from, int to) {
    for (int i = from; i < to; i++) {
      literals[source[i] & 0xff]++;
    }
  }

  static int distance(int match) {
    return match & (1 << DISTANCE_BITS) - 1;
  }

  static int length(int match) {
    return match >>> DISTANCE_BITS;
  }
}
