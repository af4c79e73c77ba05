package dev.npexport.engine.kernel;

/**
 * Keeps the k best of a stream of (index, value) pairs: the larger value first, of equal values the
 * lower index. The outcome does not depend on the order of the offers.
 */
public final class BestK {

  private final int[] indices;
  private final double[] values;
  private int size;

  public BestK(int k) {
    indices = new int[k];
    values = new double[k];
  }

  /** The pairs are a heap with the worst kept pair at its root, so that most offers end here. */
  public void offer(int index, double value) {
    if (size < indices.length) {
      siftUp(size++, index, value);
    } else if (size > 0 && worse(indices[0], values[0], index, value)) {
      siftDown(size, index, value);
    }
  }

  public int size() {
    return size;
  }

  /** The worst value that is kept; meaningful once {@link #size()} is k. */
  public double worst() {
    return values[0];
  }

  /** The kept pairs, best first; this object is empty afterwards. */
  public Ranked drain() {
    int[] rankedIndices = new int[size];
    double[] rankedValues = new double[size];
    while (size > 0) {
      int last = --size;
      rankedIndices[last] = indices[0];
      rankedValues[last] = values[0];
      if (last > 0) {
        siftDown(last, indices[last], values[last]);
      }
    }
    return new Ranked(rankedIndices, rankedValues);
  }

  /** Pairs, best first. */
  public record Ranked(int[] indices, double[] values) {}

  private void siftUp(int hole, int index, double value) {
    int at = hole;
    while (at > 0) {
      int parent = (at - 1) >>> 1;
      if (!worse(index, value, indices[parent], values[parent])) {
        break;
      }
      indices[at] = indices[parent];
      values[at] = values[parent];
      at = parent;
    }
    indices[at] = index;
    values[at] = value;
  }

  private void siftDown(int length, int index, double value) {
    int at = 0;
    while (true) {
      int child = 2 * at + 1;
      if (child >= length) {
        break;
      }
      if (child + 1 < length
          && worse(indices[child + 1], values[child + 1], indices[child], values[child])) {
        child++;
      }
      if (!worse(indices[child], values[child], index, value)) {
        break;
      }
      indices[at] = indices[child];
      values[at] = values[child];
      at = child;
    }
    indices[at] = index;
    values[at] = value;
  }

  private static boolean worse(int index, double value, int otherIndex, double otherValue) {
    return value < otherValue || value == otherValue && index > otherIndex;
  }
}
