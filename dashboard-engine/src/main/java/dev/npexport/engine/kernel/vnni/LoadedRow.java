package dev.npexport.engine.kernel.vnni;

import dev.npexport.engine.kernel.DotProduct;

/**
 * A row of a product.
 *
 * @param exact as read
 * @param exponent logits times 2^exponent are those of the scaled row and the scaled columns
 * @param scale the scaled row is about its integers times this; 0 for a row of zeros
 * @param lost what rounding took from the scaled row
 * @param offset the row's product with the columns' centre, which the product lacks
 */
record LoadedRow(
    double[] exact, int exponent, double scale, float[] lost, Bound bound, double offset) {

  static LoadedRow of(double[] exact, int exponent, Rounded rounded, double[] centre) {
    return new LoadedRow(
        exact,
        exponent,
        rounded.scale(),
        rounded.lost(),
        Bound.of(rounded),
        DotProduct.of(exact, 0, centre, 0, exact.length));
  }

  /**
   * Whether its products, scaled or not, stay in the normal range of float64: columns have float32
   * entries, and those of this row but 0 and the exponents are far from the ends of the range.
   */
  boolean isOrdinary() {
    if (Math.abs(exponent) > 300) {
      return false;
    }
    for (double value : exact) {
      double size = Math.abs(value);
      if (size != 0 && (size < 0x1p-100 || size > 0x1p100)) {
        return false;
      }
    }
    return true;
  }

  /** A logit in the units of the product. */
  double toUnits(double logit) {
    return scale == 0 ? 0 : Math.scalb(logit - offset, exponent) / scale;
  }

  /** A distance of two logits, given in the units of the product. */
  double fromUnits(double distance) {
    return Math.scalb(distance * scale, -exponent);
  }
}
