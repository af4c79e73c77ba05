package dev.npexport.engine.kernel.vnni;

import dev.npexport.engine.kernel.BinEdges;

/** A row of which listed columns are left to count. */
final class UncountedRow {

  private final long row;
  private final BinEdges edges;
  private final long[] counts;
  private long at;

  /**
   * @param row address of its entries in float32
   * @param edges in the units of its float32 products
   * @param at where the list goes on, in bytes
   */
  UncountedRow(long row, BinEdges edges, long[] counts, long at) {
    this.row = row;
    this.edges = edges;
    this.counts = counts;
    this.at = at;
  }

  long row() {
    return row;
  }

  long at() {
    return at;
  }

  void advance(long bytes) {
    at += bytes;
  }

  void count(float logit) {
    counts[edges.binOf(logit)]++;
  }
}
