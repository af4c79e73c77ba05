package dev.npexport.engine.archive.deflate;

import java.util.Arrays;

/** Literals and matches of one block, with how often each symbol occurs. */
final class TokenBlock {

  /** As large as the readers' tables pay for. */
  static final int CAPACITY = 1 << 15;

  private static final int DISTANCE_BITS = 16;

  /** Byte value of a literal, or length and distance of a match. */
  final int[] tokens = new int[CAPACITY];

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

  void literal(int value) {
    tokens[size++] = value << DISTANCE_BITS;
    literals[value]++;
  }

  void match(int length, int distance) {
    tokens[size++] = length << DISTANCE_BITS | distance;
    literals[Symbols.LENGTH_SYMBOL[length - Symbols.SHORTEST]]++;
    distances[Symbols.ofDistance(distance)]++;
  }

  /** 0 for a literal. */
  static int distance(int token) {
    return token & (1 << DISTANCE_BITS) - 1;
  }

  /** The literal, or the length of the match. */
  static int value(int token) {
    return token >>> DISTANCE_BITS;
  }
}
