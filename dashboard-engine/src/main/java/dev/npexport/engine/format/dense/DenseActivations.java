package dev.npexport.engine.format.dense;

import dev.npexport.engine.format.activation.PromptTokens;
import dev.npexport.engine.format.safetensors.Shapes;
import dev.npexport.engine.format.safetensors.Tensor;
import dev.npexport.engine.format.tensor.TensorFile;
import dev.npexport.engine.problem.Cancellation;
import dev.npexport.engine.problem.InputException;
import dev.npexport.engine.problem.ProblemCode;
import java.nio.file.Path;

/**
 * The activations of the model itself at the SAE's hook: floating, [prompt, position, d_in], prompt
 * by prompt as the cache of feature activations numbers them. Mapped, not loaded. Safe for
 * concurrent reads until it is closed.
 */
public final class DenseActivations implements AutoCloseable {

  private final TensorFile file;
  private final Tensor tensor;
  private final int positions;
  private final int width;

  DenseActivations(TensorFile file, Tensor tensor) {
    this.file = file;
    this.tensor = tensor;
    this.positions = Math.toIntExact(tensor.shape()[1]);
    this.width = Math.toIntExact(tensor.shape()[2]);
  }

  public Path path() {
    return file.path();
  }

  /** d_in. */
  public int width() {
    return width;
  }

  /** Reads the activations at one place into {@code target[0 .. width)}. */
  public void read(int prompt, int position, double[] target) {
    tensor.readDoubles(((long) prompt * positions + position) * width, target, 0, width);
  }

  /**
   * Refuses a tensor of other prompts than the cache's or of another width than the SAE's.
   *
   * @param dIn width of the SAE's input
   * @throws InputException that names both sides
   */
  public void requireFits(PromptTokens tokens, int dIn) {
    long[] shape = tensor.shape();
    boolean fits = shape[0] == tokens.prompts() && shape[1] == tokens.longest() && shape[2] == dIn;
    if (!fits) {
      throw new InputException(
          ProblemCode.WRONG_SHAPE,
          path(),
          "tensor " + tensor.name(),
          "expected [%d, %d, %d] ([prompt, position, d_in] of the activation cache and the SAE), found %s"
              .formatted(tokens.prompts(), tokens.longest(), dIn, Shapes.text(shape)));
    }
  }

  /**
   * The same activations with their sums over all positions that the prompts have.
   *
   * @throws InputException for a value that is no number, or once it is cancelled
   */
  public DenseSums sums(PromptTokens tokens, Cancellation cancellation) {
    double[] sums = new double[width];
    double[] squares = new double[width];
    double[] row = new double[width];
    for (int at = 0; at < tokens.rows(); at++) {
      cancellation.check();
      for (int position = 0; position < tokens.length(at); position++) {
        read(tokens.prompt(at), position, row);
        for (int i = 0; i < width; i++) {
          if (!Double.isFinite(row[i])) {
            throw notFinite(tokens.prompt(at), position, i, row[i]);
          }
          sums[i] += row[i];
          squares[i] += row[i] * row[i];
        }
      }
    }
    return new DenseSums(this, sums, squares);
  }

  private InputException notFinite(int prompt, int position, int dimension, double value) {
    return new InputException(
        ProblemCode.NOT_FINITE,
        path(),
        "tensor %s[%d, %d, %d]".formatted(tensor.name(), prompt, position, dimension),
        "is " + value);
  }

  @Override
  public void close() {
    file.close();
  }
}
