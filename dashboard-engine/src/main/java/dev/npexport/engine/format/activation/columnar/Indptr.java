package dev.npexport.engine.format.activation.columnar;

import dev.npexport.engine.format.activation.Shaped;
import dev.npexport.engine.format.safetensors.DType;
import dev.npexport.engine.format.safetensors.SafetensorsFile;
import dev.npexport.engine.format.safetensors.Tensor;
import dev.npexport.engine.problem.InputException;
import dev.npexport.engine.problem.ProblemCode;
import java.nio.file.Path;
import java.util.OptionalInt;

/** The feature pointers of a columnar cache: int64 [d_sae + 1], from 0 up to the entries. */
final class Indptr {

  private static final String WHERE = "tensor indptr";

  private Indptr() {}

  static long[] read(SafetensorsFile file, OptionalInt dSae, long nonzeros) {
    Path path = file.path();
    Tensor tensor = file.require("indptr");
    if (tensor.dtype() != DType.I64) {
      throw new InputException(
          ProblemCode.WRONG_DTYPE, path, WHERE, "has dtype " + tensor.dtype() + "; expected I64");
    }
    if (dSae.isPresent()) {
      Shaped.require(path, tensor, "d_sae + 1", dSae.getAsInt() + 1L);
    }
    if (tensor.shape().length != 1
        || tensor.elements() < 1
        || tensor.elements() > Integer.MAX_VALUE - 8) {
      throw new InputException(
          ProblemCode.WRONG_SHAPE,
          path,
          WHERE,
          "has " + tensor.elements() + " elements; expected one dimension, d_sae + 1");
    }
    long[] indptr = new long[(int) tensor.elements()];
    for (int i = 0; i < indptr.length; i++) {
      indptr[i] = tensor.getLong(i);
    }
    check(path, indptr, nonzeros);
    return indptr;
  }

  private static void check(Path path, long[] indptr, long nonzeros) {
    if (indptr[0] != 0) {
      throw invalid(path, "starts at " + indptr[0] + "; expected 0");
    }
    for (int i = 1; i < indptr.length; i++) {
      if (indptr[i] < indptr[i - 1]) {
        throw invalid(
            path,
            "goes down from " + indptr[i - 1] + " to " + indptr[i] + " at feature " + (i - 1));
      }
    }
    long last = indptr[indptr.length - 1];
    if (last != nonzeros) {
      throw invalid(
          path, "ends at " + last + "; expected " + nonzeros + ", the entries of tensor value");
    }
  }

  private static InputException invalid(Path path, String message) {
    return new InputException(ProblemCode.INVALID_FIELD, path, WHERE, message);
  }
}
