package dev.npexport.engine.format.activation;

import dev.npexport.engine.format.safetensors.DType;
import dev.npexport.engine.format.safetensors.Tensor;
import dev.npexport.engine.problem.InputException;
import dev.npexport.engine.problem.ProblemCode;
import java.nio.file.Path;
import java.util.Locale;

/** Value types by the names that metadata.json uses. */
public final class Precisions {

  private Precisions() {}

  /** {@code float16}, {@code bfloat16}, {@code float32} or {@code float64}. */
  public static String name(DType dtype) {
    return switch (dtype) {
      case F16 -> "float16";
      case BF16 -> "bfloat16";
      case F32 -> "float32";
      case F64 -> "float64";
      case I64, I32, I16, I8, U64, U32, U16, U8, BOOL -> dtype.name().toLowerCase(Locale.ROOT);
    };
  }

  /**
   * Checks that a tensor holds numbers with fractions.
   *
   * @throws InputException if it does not
   */
  public static void requireFloating(Path file, Tensor tensor) {
    if (!tensor.dtype().isFloating()) {
      throw new InputException(
          ProblemCode.WRONG_DTYPE,
          file,
          "tensor " + tensor.name(),
          "has dtype " + tensor.dtype() + "; expected F16, BF16, F32 or F64");
    }
  }
}
