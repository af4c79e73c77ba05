package dev.npexport.engine.compare;

/**
 * How exactly a file writes the numbers of a field.
 *
 * @param error largest distance of a written number from the one that is meant
 * @param pieces whether texts are pieces of the vocabulary as they stand in it
 */
record Writing(double error, boolean pieces) {

  static final Writing UNROUNDED = new Writing(0, false);
  static final Writing PIECES = new Writing(0, true);

  /** Rounded once to so many decimals. */
  static Writing decimals(int places) {
    return new Writing(halfStep(places), false);
  }

  /** Rounded first to more decimals, then to fewer. */
  static Writing decimals(int first, int then) {
    return new Writing(halfStep(first) + halfStep(then), false);
  }

  /** The same with an error of the computation itself. */
  Writing computedWithin(double noise) {
    return new Writing(error + noise, pieces);
  }

  private static double halfStep(int places) {
    return 0.5 * Math.pow(10, -places);
  }
}
