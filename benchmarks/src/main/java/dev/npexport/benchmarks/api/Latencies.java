package dev.npexport.benchmarks.api;

import java.util.Arrays;

/** Times of requests, in nanoseconds, in ascending order. */
record Latencies(long[] sorted) {

  static Latencies of(long[] nanos) {
    long[] sorted = nanos.clone();
    Arrays.sort(sorted);
    return new Latencies(sorted);
  }

  /**
   * The time that this share of the requests took at most, in seconds.
   *
   * @param share above 0, at most 1
   */
  double seconds(double share) {
    return sorted[(int) Math.ceil(share * sorted.length) - 1] * 1e-9;
  }

  double millis(double share) {
    return seconds(share) * 1_000;
  }
}
