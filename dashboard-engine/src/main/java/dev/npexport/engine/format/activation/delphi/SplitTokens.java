package dev.npexport.engine.format.activation.delphi;

import dev.npexport.engine.format.activation.UniformPrompts;
import dev.npexport.engine.format.safetensors.SafetensorsFile;
import dev.npexport.engine.format.safetensors.Tensor;
import dev.npexport.engine.problem.Cancellation;
import dev.npexport.engine.problem.InputException;
import dev.npexport.engine.problem.ProblemCode;
import java.util.Arrays;
import java.util.List;

/** The tokens of a delphi cache, which every split repeats. */
final class SplitTokens {

  private SplitTokens() {}

  /**
   * The tokens of the first split, once all others are known to be the same.
   *
   * @throws InputException if a split has none or others
   */
  static UniformPrompts read(List<SafetensorsFile> files) {
    SafetensorsFile first = files.getFirst();
    Tensor tokens = require(first);
    UniformPrompts prompts = UniformPrompts.of(first.path(), tokens);
    for (SafetensorsFile other : files.subList(1, files.size())) {
      Cancellation.current().check();
      requireSame(first, tokens, other);
    }
    return prompts;
  }

  private static Tensor require(SafetensorsFile file) {
    return file.find("tokens")
        .orElseThrow(
            () ->
                new InputException(
                    ProblemCode.MISSING_TOKENS,
                    file.path(),
                    "tensor tokens",
                    "is missing; the cache must be saved with its tokens"));
  }

  private static void requireSame(SafetensorsFile first, Tensor tokens, SafetensorsFile file) {
    Tensor other = require(file);
    if (!Arrays.equals(tokens.shape(), other.shape())) {
      throw new InputException(
          ProblemCode.WRONG_SHAPE,
          file.path(),
          "tensor tokens",
          "has shape "
              + Arrays.toString(other.shape())
              + "; "
              + first.path().getFileName()
              + " has "
              + Arrays.toString(tokens.shape()));
    }
    long differs = firstDifference(tokens, other);
    if (differs >= 0) {
      long context = tokens.shape()[1];
      throw new InputException(
          ProblemCode.INVALID_FIELD,
          file.path(),
          "tensor tokens prompt " + differs / context + " position " + differs % context,
          "is "
              + other.getLong(differs)
              + "; "
              + first.path().getFileName()
              + " has "
              + tokens.getLong(differs));
    }
  }

  private static long firstDifference(Tensor one, Tensor other) {
    if (one.dtype() == other.dtype()) {
      long differs = one.bytes().mismatch(other.bytes());
      return differs < 0 ? -1 : differs / one.dtype().bytes();
    }
    for (long i = 0; i < one.elements(); i++) {
      if (one.getLong(i) != other.getLong(i)) {
        return i;
      }
    }
    return -1;
  }
}
