package dev.npexport.engine.format.sae;

import dev.npexport.engine.format.safetensors.FiniteScan;
import dev.npexport.engine.format.safetensors.Shapes;
import dev.npexport.engine.format.safetensors.Tensor;
import dev.npexport.engine.problem.InputException;
import dev.npexport.engine.problem.ProblemCode;
import dev.npexport.engine.problem.Problems;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/** Checks that have to read the weights themselves. */
public final class SaeChecks {

  private SaeChecks() {}

  /**
   * Refuses weights that are not numbers.
   *
   * @throws InputException that names, for each tensor, the first place and feature with NaN or an
   *     infinite value
   */
  public static void requireFinite(Sae sae) {
    Problems problems = new Problems();
    List<TensorSpec> specs =
        ArchitectureTensors.of(
            sae.config().architecture(),
            SaeDimensions.of(sae.config()),
            sae.config().saelensConfig());
    for (Tensor tensor : sae.tensors().values()) {
      int featureAxis =
          specs.stream()
              .filter(spec -> spec.name().equals(tensor.name()))
              .mapToInt(TensorSpec::featureAxis)
              .findFirst()
              .orElse(-1);
      OptionalLong found = FiniteScan.firstNonFinite(tensor);
      found.ifPresent(
          index ->
              problems.add(
                  ProblemCode.NOT_FINITE,
                  file(sae),
                  "tensor " + tensor.name(),
                  message(tensor, index, featureAxis)));
    }
    problems.throwIfAny();
  }

  private static Path file(Sae sae) {
    return sae.weightFiles().size() == 1 ? sae.weightFiles().getFirst() : sae.folder();
  }

  private static String message(Tensor tensor, long index, int featureAxis) {
    long[] place = tensor.shape();
    long rest = index;
    for (int axis = place.length - 1; axis >= 0; axis--) {
      long size = place[axis];
      place[axis] = rest % size;
      rest /= size;
    }
    String feature = featureAxis < 0 ? "" : " (feature " + place[featureAxis] + ")";
    return "is %s at %s%s; weights must be finite"
        .formatted(tensor.getDouble(index), Shapes.text(place), feature);
  }
}
