package dev.npexport.engine.compare;

/**
 * When two written numbers are the same: each may be as far from what is meant as its file writes.
 * Two files that write alike must agree to the digit, but for what float64 loses.
 *
 * @param tolerance allowed on top, absolute
 */
record Rounding(double tolerance) {

  private static final double FLOAT64_NOISE = 1e-12;

  boolean same(double a, double b, Writing writtenA, Writing writtenB) {
    double allowed = writtenA.equals(writtenB) ? 0 : writtenA.error() + writtenB.error();
    double noise = FLOAT64_NOISE * Math.max(1, Math.max(Math.abs(a), Math.abs(b)));
    return Math.abs(a - b) <= allowed + tolerance + noise;
  }
}
