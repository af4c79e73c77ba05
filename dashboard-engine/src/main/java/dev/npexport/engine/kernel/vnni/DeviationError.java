package dev.npexport.engine.kernel.vnni;

import dev.npexport.engine.kernel.DotProduct;

/**
 * About how far a deviation that was taken of inexact logits is off, as a part of it. Not a bound:
 * the roundings of different columns and entries are taken to be independent.
 */
final class DeviationError {

  /** Of what is added to the variance, the part that a sample of the columns gets wrong. */
  private static final double OF_CORRECTION = 0.05;

  private static final double LEAST_ALLOWED = 5e-6;
  private static final double MOST_ALLOWED = 1e-5;

  /** Of the farthest logit's distance from the mean; the kernels' contract is twice as much. */
  private static final double OF_FARTHEST = 5e-7;

  private DeviationError() {}

  /**
   * From here on the deviation is to be taken of float64 logits, which costs as much as many rows:
   * not where a feature points to one column and that logit is far from all others, since errors
   * are small beside it.
   */
  static double allowed(Extent extent, double deviation) {
    return Math.clamp(OF_FARTHEST * farthest(extent, deviation), LEAST_ALLOWED, MOST_ALLOWED);
  }

  /** The farthest logit's distance from the mean, in deviations. */
  private static double farthest(Extent extent, double deviation) {
    return Math.max(extent.max() - extent.mean(), extent.mean() - extent.min()) / deviation;
  }

  /** Where the logits are float32. */
  static double ofFloat32(PackedColumns columns, LoadedRow row, double deviation) {
    double length = DotProduct.length(row.exact(), row.exact().length);
    double logits =
        Math.scalb(length * Math.sqrt(columns.noise().meanSquare()), -columns.exponent());
    return 0x1p-24 * logits / deviation;
  }

  /**
   * Where the logits are products of integers: what rounding took from the row changes the variance
   * to second order, what it took from the columns adds to it, and averages out the worse the more
   * of the variance is a single column's.
   */
  static double ofIntegers(PackedColumns columns, LoadedRow row, Extent extent, double deviation) {
    double unit = row.fromUnits(1);
    double variance = deviation / unit * (deviation / unit);
    double ofRow = columns.spreadOf(row.lost()) / (row.scale() * row.scale());
    double integers = row.bound().perResidue();
    double ofColumns = columns.noise().roundingVariance() * integers * integers;
    double farthest = farthest(extent, deviation);
    double share = farthest * farthest / columns.noise().distinct();
    return (ofRow + ofColumns + OF_CORRECTION * Math.abs(extent.correction())) / variance / 2
        + Math.sqrt(ofColumns / variance * share);
  }
}
