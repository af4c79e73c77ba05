package dev.npexport.engine.kernel.vnni;

/**
 * How far a logit of the 16-bit product can be from the float64 one: {@code perLength·‖w‖ +
 * perResidue·residue(w)}, in units of the product.
 *
 * <p>With r = s·r̂ + e and w = c·ŵ + f, where r̂ and ŵ are integers: r·w − s·c·r̂·ŵ = e·w + s·r̂·f,
 * at most ‖e‖·‖w‖ + s·‖r̂‖·‖f‖ (Cauchy and Schwarz), and ‖e‖ and ‖f‖ are known. Products of
 * integers and their sums over a block are exact. Each block's sum is rounded to float32 once and
 * added once, and the whole is scaled once; none of the partial sums is longer than ‖r̂‖·‖ŵ‖, so
 * that these roundings add at most (2·blocks + 2)·2⁻²⁴·s·c·‖r̂‖·‖ŵ‖. That is counted as a part of
 * the column's residue.
 *
 * @param perLength ‖e‖ / s
 * @param perResidue ‖r̂‖
 */
record Bound(double perLength, double perResidue) {

  /** Pays for the float32 arithmetic in which the bound itself is computed. */
  private static final double SLACK = 1 + 0x1p-19;

  static Bound of(Rounded row) {
    if (row.scale() == 0) {
      return new Bound(0, 0); // a row of zeros: its products are exact
    }
    return new Bound(SLACK * row.residue() / row.scale(), SLACK * row.integerLength());
  }

  /**
   * The residue of a column, with what is lost in float32 and in float64 on the way.
   *
   * @param width entries of a column
   * @param centreLength length of what was taken from it before it was rounded
   */
  static double columnResidue(Rounded column, int blocks, int width, double centreLength) {
    double longest = column.length() + column.residue();
    double float32 = (2 * blocks + 4) * 0x1p-24 * longest;
    double float64 = (width + 8) * 0x1p-51 * (longest + centreLength);
    return column.residue() + float32 + float64 + 0x1p-120;
  }

  double of(double length, double residue) {
    return perLength * length + perResidue * residue;
  }
}
