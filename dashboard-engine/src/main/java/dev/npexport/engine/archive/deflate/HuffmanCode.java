package dev.npexport.engine.archive.deflate;

import java.util.Arrays;

/**
 * A complete prefix code of limited length for counted symbols. At least two symbols have a code,
 * because a reader may refuse less.
 */
final class HuffmanCode {

  final int[] lengths;
  final int[] codes;

  private final int longest;
  private final long[] sorted;
  private final int[] weights;

  HuffmanCode(int symbols, int longest) {
    this.lengths = new int[symbols];
    this.codes = new int[symbols];
    this.longest = longest;
    this.sorted = new long[symbols];
    this.weights = new int[symbols];
  }

  /** The code of these frequencies. */
  void build(int[] frequencies) {
    Arrays.fill(lengths, 0);
    int used = sort(frequencies);
    int[] ofLength = new int[Math.max(longest, used) + 1];
    depths(used);
    for (int i = 0; i < used; i++) {
      ofLength[Math.min(weights[i], longest)]++;
    }
    complete(ofLength);
    int next = 0;
    for (int length = longest; length > 0; length--) {
      for (int i = 0; i < ofLength[length]; i++) {
        lengths[(int) sorted[next++] & 0xffff] = length;
      }
    }
    assign(ofLength);
  }

  /** Sets these lengths, which make a complete code. */
  void set(int[] given) {
    System.arraycopy(given, 0, lengths, 0, lengths.length);
    int[] ofLength = new int[longest + 1];
    for (int length : lengths) {
      ofLength[length]++;
    }
    ofLength[0] = 0;
    assign(ofLength);
  }

  /** Frequencies and symbols, the rarest first, then the lower symbol. */
  private int sort(int[] frequencies) {
    int used = 0;
    for (int symbol = 0; symbol < lengths.length; symbol++) {
      if (frequencies[symbol] > 0) {
        sorted[used++] = (long) frequencies[symbol] << 16 | symbol;
      }
    }
    for (int symbol = 0; used < 2; symbol++) {
      if (frequencies[symbol] == 0) {
        sorted[used++] = 1L << 16 | symbol;
      }
    }
    Arrays.sort(sorted, 0, used);
    for (int i = 0; i < used; i++) {
      weights[i] = (int) (sorted[i] >>> 16);
    }
    return used;
  }

  /**
   * Turns ascending weights into depths, in place (Moffat and Katajainen, In-Place Calculation of
   * Minimum-Redundancy Codes, 1995).
   */
  private void depths(int n) {
    int[] a = weights;
    a[0] += a[1];
    int root = 0;
    int leaf = 2;
    for (int next = 1; next < n - 1; next++) {
      if (leaf >= n || a[root] < a[leaf]) {
        a[next] = a[root];
        a[root++] = next;
      } else {
        a[next] = a[leaf++];
      }
      if (leaf >= n || root < next && a[root] < a[leaf]) {
        a[next] += a[root];
        a[root++] = next;
      } else {
        a[next] += a[leaf++];
      }
    }
    a[n - 2] = 0;
    for (int next = n - 3; next >= 0; next--) {
      a[next] = a[a[next]] + 1;
    }
    int available = 1;
    int used = 0;
    int depth = 0;
    root = n - 2;
    int next = n - 1;
    while (available > 0) {
      while (root >= 0 && a[root] == depth) {
        used++;
        root--;
      }
      while (available > used) {
        a[next--] = depth;
        available--;
      }
      available = 2 * used;
      depth++;
      used = 0;
    }
  }

  /** Where codes were cut to the limit, longer ones make room until the code is complete again. */
  private void complete(int[] ofLength) {
    long total = 0;
    for (int length = 1; length <= longest; length++) {
      total += (long) ofLength[length] << longest - length;
    }
    while (total > 1L << longest) {
      ofLength[longest]--;
      int shorter = longest - 1;
      while (ofLength[shorter] == 0) {
        shorter--;
      }
      ofLength[shorter]--;
      ofLength[shorter + 1] += 2;
      total--;
    }
  }

  /** Codes in the canonical order of RFC 1951, §3.2.2, bits reversed for {@link BitSink}. */
  private void assign(int[] ofLength) {
    int[] next = new int[longest + 2];
    for (int length = 1; length <= longest; length++) {
      next[length + 1] = next[length] + ofLength[length] << 1;
    }
    for (int symbol = 0; symbol < lengths.length; symbol++) {
      int length = lengths[symbol];
      codes[symbol] = length == 0 ? 0 : Integer.reverse(next[length]++) >>> 32 - length;
    }
  }
}
