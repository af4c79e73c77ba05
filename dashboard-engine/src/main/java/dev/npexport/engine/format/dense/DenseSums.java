package dev.npexport.engine.format.dense;

/** Dense activations with the sums of each dimension over all positions, float64. */
public final class DenseSums {

  private final DenseActivations activations;
  private final double[] sums;
  private final double[] squares;

  DenseSums(DenseActivations activations, double[] sums, double[] squares) {
    this.activations = activations;
    this.sums = sums;
    this.squares = squares;
  }

  /** d_in. */
  public int width() {
    return sums.length;
  }

  /** Σy of one dimension. */
  public double sum(int dimension) {
    return sums[dimension];
  }

  /** Σy² of one dimension. */
  public double sumOfSquares(int dimension) {
    return squares[dimension];
  }

  /** Reads the activations at one place into {@code target[0 .. width)}. */
  public void read(int prompt, int position, double[] target) {
    activations.read(prompt, position, target);
  }
}
