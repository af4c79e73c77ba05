package dev.npexport.engine.kernel.rerank;

/**
 * How far a product computed in float32 can be from the float64 one, whatever the order in which
 * its terms are added and whether or not multiplications and additions are fused.
 *
 * <p>With u = 2⁻²⁴ and γ(n) = n·u / (1 − n·u): rounding both factors to float32 and adding d
 * products in any order changes the sum by at most γ(d + 2)·Σ|r_i·w_i|, which is at most γ(d +
 * 2)·‖r‖·‖w‖ (Higham, Accuracy and Stability of Numerical Algorithms, §3.1). A few more units pay
 * for the float64 rounding of the lengths and of the sums in which the bound is used. {@code
 * absolute} pays for factors and products that fall below the normal range of float32, even where
 * the processor flushes them to zero: factors are scaled below 2 in size, so each of the 3·d
 * roundings that can underflow loses less than 2⁻¹²⁵.
 *
 * @param relative factor of ‖r‖·‖w‖
 * @param absolute added to it
 */
public record ErrorBound(double relative, double absolute) {

  private static final double UNIT_ROUNDOFF = 0x1p-24;
  private static final int SLACK = 8;

  /** For inner products of {@code width} terms whose factors are all below 2 in size. */
  public static ErrorBound ofFloat32(int width) {
    double roundings = (width + SLACK) * UNIT_ROUNDOFF;
    if (roundings > 0.5) {
      throw new IllegalArgumentException("no float32 bound for a width of " + width);
    }
    return new ErrorBound(roundings / (1 - roundings), width * 0x1p-120);
  }

  /**
   * For factors that are rounded to bfloat16 (by way of float32) first, products and sums in
   * float32. A rounding changes a factor by at most 2⁻⁸ of it, and both together a term by at most
   * (1 + 2⁻⁸)² − 1 of it; a term may be rounded twice on its way into the sum, as where pairs are
   * added first.
   */
  public static ErrorBound ofBfloat16(int width) {
    double factor = 1 + 0x1p-8 + 0x1p-23;
    double roundings = 2 * (width + SLACK) * UNIT_ROUNDOFF;
    if (roundings > 0.5) {
      throw new IllegalArgumentException("no bfloat16 bound for a width of " + width);
    }
    double relative = factor * factor * (1 + roundings / (1 - roundings)) - 1;
    return new ErrorBound(relative, width * 0x1p-118);
  }

  public double of(double rowLength, double columnLength) {
    return relative * rowLength * columnLength + absolute;
  }
}
