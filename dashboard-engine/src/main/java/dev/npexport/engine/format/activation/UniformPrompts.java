package dev.npexport.engine.format.activation;

import dev.npexport.engine.format.safetensors.Tensor;
import dev.npexport.engine.problem.InputException;
import dev.npexport.engine.problem.ProblemCode;
import java.nio.file.Path;

/** Prompts of one length: a tensor {@code tokens} [prompts, context]. */
public final class UniformPrompts implements PromptTokens {

  private final IntTensor tokens;
  private final int rows;
  private final int context;

  private UniformPrompts(IntTensor tokens, int rows, int context) {
    this.tokens = tokens;
    this.rows = rows;
    this.context = context;
  }

  /**
   * Reads tokens as they are mapped.
   *
   * @throws InputException if the tensor is not [prompts, context] of an integer dtype or too large
   */
  public static UniformPrompts of(Path file, Tensor tensor) {
    IntTensor tokens = IntTensor.of(file, tensor);
    long[] shape = tensor.shape();
    if (shape.length != 2) {
      throw new InputException(
          ProblemCode.WRONG_SHAPE,
          file,
          "tensor " + tensor.name(),
          "has " + shape.length + " dimensions; expected 2, [prompts, context]");
    }
    if (shape[1] == 0 && shape[0] > 0) {
      throw new InputException(
          ProblemCode.WRONG_SHAPE,
          file,
          "tensor " + tensor.name(),
          "has " + shape[0] + " prompts without a token");
    }
    if (shape[0] > Integer.MAX_VALUE - 1 || tensor.elements() > Integer.MAX_VALUE - 1) {
      throw new InputException(
          ProblemCode.TOO_LARGE,
          file,
          "tensor " + tensor.name(),
          "has " + tensor.elements() + " tokens; at most " + (Integer.MAX_VALUE - 1) + " are read");
    }
    return new UniformPrompts(tokens, (int) shape[0], (int) shape[1]);
  }

  /** The tensor's elements. */
  IntTensor tensor() {
    return tokens;
  }

  /** Tokens in each prompt. */
  public int context() {
    return context;
  }

  @Override
  public int prompts() {
    return rows;
  }

  @Override
  public int rows() {
    return rows;
  }

  @Override
  public int row(int prompt) {
    return prompt >= 0 && prompt < rows ? prompt : -1;
  }

  @Override
  public int prompt(int row) {
    return row;
  }

  @Override
  public int start(int row) {
    return row * context;
  }

  @Override
  public int token(int place) {
    return tokens.get(place);
  }

  @Override
  public int longest() {
    return rows == 0 ? 0 : context;
  }
}
