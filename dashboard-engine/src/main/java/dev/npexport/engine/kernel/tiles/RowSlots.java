package dev.npexport.engine.kernel.tiles;

import java.util.Arrays;

/**
 * The places that rows take in one product. A BLAS computes columns of its result in groups, and
 * the last bits of an entry depend on its place in the group; so a row always goes to a place that
 * is its index modulo {@link #GROUP}. The numbers of a feature then do not depend on which others
 * are computed beside it. Consecutive indices fill the places without gaps.
 */
final class RowSlots {

  /** A multiple of the group sizes of the BLAS kernels in use (2 to 12 columns). */
  static final int GROUP = 24;

  private final int[] slots;
  private final int used;

  private RowSlots(int[] slots, int used) {
    this.slots = slots;
    this.used = used;
  }

  /**
   * Places as many of {@code indices[from .. to)} as fit, in order, at least one.
   *
   * @param capacity places in a product, a multiple of the group
   */
  static RowSlots place(int[] indices, int from, int to, int capacity) {
    int[] next = new int[GROUP];
    int[] slots = new int[Math.min(to - from, capacity)];
    int placed = 0;
    int largest = 0;
    while (placed < slots.length) {
      int group = Math.floorMod(indices[from + placed], GROUP);
      int slot = next[group] * GROUP + group;
      if (slot >= capacity) {
        break;
      }
      next[group]++;
      slots[placed++] = slot;
      largest = Math.max(largest, slot);
    }
    return new RowSlots(Arrays.copyOf(slots, placed), (largest / GROUP + 1) * GROUP);
  }

  /** Number of rows placed. */
  int rows() {
    return slots.length;
  }

  int slot(int row) {
    return slots[row];
  }

  /** Places of the product, with those that stay empty; a multiple of the group. */
  int used() {
    return used;
  }
}
