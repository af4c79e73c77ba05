package dev.npexport.engine.format.sae;

import dev.npexport.engine.format.safetensors.FiniteCheck;
import dev.npexport.engine.format.safetensors.Tensor;
import dev.npexport.engine.problem.Cancellation;
import dev.npexport.engine.problem.InputException;
import dev.npexport.engine.problem.Problems;
import java.nio.file.Path;
import java.util.List;

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
    requireFinite(sae, Cancellation.NEVER);
  }

  /** As {@link #requireFinite(Sae)}, until it is cancelled. */
  public static void requireFinite(Sae sae, Cancellation cancellation) {
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
      FiniteCheck.problem(file(sae), tensor, featureAxis, "feature", cancellation)
          .ifPresent(problems::add);
    }
    problems.throwIfAny();
  }

  private static Path file(Sae sae) {
    return sae.weightFiles().size() == 1 ? sae.weightFiles().getFirst() : sae.folder();
  }
}
