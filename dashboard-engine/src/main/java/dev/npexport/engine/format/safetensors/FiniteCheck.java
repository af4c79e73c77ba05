package dev.npexport.engine.format.safetensors;

import dev.npexport.engine.problem.Cancellation;
import dev.npexport.engine.problem.Problem;
import dev.npexport.engine.problem.ProblemCode;
import java.nio.file.Path;
import java.util.Optional;

/** Says where a tensor is not a number. */
public final class FiniteCheck {

  private FiniteCheck() {}

  /**
   * The first NaN or infinite element of a floating tensor.
   *
   * @param axis the axis whose index a person knows the place by, −1 for none
   * @param axisName what the indices of that axis count, for example {@code feature}
   */
  public static Optional<Problem> problem(
      Path file, Tensor tensor, int axis, String axisName, Cancellation cancellation) {
    return FiniteScan.firstNonFinite(tensor, cancellation).stream()
        .mapToObj(index -> problem(file, tensor, index, axis, axisName))
        .findFirst();
  }

  private static Problem problem(Path file, Tensor tensor, long index, int axis, String axisName) {
    long[] place = tensor.shape();
    long rest = index;
    for (int i = place.length - 1; i >= 0; i--) {
      long size = place[i];
      place[i] = rest % size;
      rest /= size;
    }
    String known = axis < 0 ? "" : " (" + axisName + " " + place[axis] + ")";
    return Problem.of(
        ProblemCode.NOT_FINITE,
        file,
        "tensor " + tensor.name(),
        "is %s at %s%s; weights must be finite"
            .formatted(tensor.getDouble(index), Shapes.text(place), known));
  }
}
