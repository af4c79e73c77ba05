package dev.npexport.engine.format.activation;

import dev.npexport.engine.format.safetensors.Tensor;
import dev.npexport.engine.problem.InputException;
import dev.npexport.engine.problem.ProblemCode;
import java.nio.file.Path;
import java.util.Arrays;

/** Checks of tensor shapes. */
public final class Shaped {

  private Shaped() {}

  /**
   * Checks a shape.
   *
   * @param why how the expected shape follows, for the message
   * @throws InputException if the tensor has another
   */
  public static void require(Path file, Tensor tensor, String why, long... expected) {
    if (!Arrays.equals(tensor.shape(), expected)) {
      throw new InputException(
          ProblemCode.WRONG_SHAPE,
          file,
          "tensor " + tensor.name(),
          "has shape "
              + Arrays.toString(tensor.shape())
              + "; expected "
              + Arrays.toString(expected)
              + ", "
              + why);
    }
  }
}
