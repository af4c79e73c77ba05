package dev.npexport.engine.format.activation;

/**
 * A run of consecutive entries of an {@link EntryPart} in arrays that are used again for the next
 * run. An index that does not fit an int is -1 here.
 */
public final class EntryBlock {

  /** Entries that a block has room for. */
  public static final int CAPACITY = 1 << 15;

  /** Feature of each entry. */
  public final int[] features = new int[CAPACITY];

  /** Prompt of each entry. */
  public final int[] prompts = new int[CAPACITY];

  /** Position of each entry in its prompt. */
  public final int[] positions = new int[CAPACITY];

  /** Stored value of each entry, widened. */
  public final double[] values = new double[CAPACITY];

  private long first;
  private int size;

  /** Number of the first entry, counted over the whole part. */
  public long first() {
    return first;
  }

  /** Entries in the block. */
  public int size() {
    return size;
  }

  public boolean isFull() {
    return size == CAPACITY;
  }

  /** Says which entries the arrays now hold. */
  public void set(long newFirst, int newSize) {
    first = newFirst;
    size = newSize;
  }

  /** Adds one entry to a block that is not full. */
  public void add(int feature, int prompt, int position, double value) {
    features[size] = feature;
    prompts[size] = prompt;
    positions[size] = position;
    values[size] = value;
    size++;
  }

  /** Forgets the entries; the next one added follows them. */
  public void advance() {
    first += size;
    size = 0;
  }
}
