package dev.npexport.engine.format.sae;

import dev.npexport.engine.format.safetensors.DType;
import dev.npexport.engine.format.safetensors.Shapes;
import dev.npexport.engine.format.safetensors.StoredTensor;
import dev.npexport.engine.problem.ProblemCode;
import dev.npexport.engine.problem.Problems;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Holds what a file has against what its architecture needs: nothing missing, nothing more. */
final class TensorSetCheck {

  private TensorSetCheck() {}

  /**
   * Reports every difference.
   *
   * @param stored tensors of the file by name
   */
  static void check(
      Path file,
      Architecture architecture,
      List<TensorSpec> expected,
      Map<String, StoredTensor> stored,
      Problems problems) {
    for (TensorSpec spec : expected) {
      StoredTensor found = stored.get(spec.name());
      if (found == null) {
        problems.add(
            ProblemCode.MISSING_TENSOR,
            file,
            "tensor " + spec.name(),
            "is missing; %s needs it with shape %s = %s"
                .formatted(architecture.wire(), spec.axes(), Shapes.text(spec.shape())));
      } else {
        checkOne(file, spec, found, problems);
      }
    }
    List<String> names = expected.stream().map(TensorSpec::name).toList();
    for (String name : stored.keySet()) {
      if (!names.contains(name)) {
        problems.add(
            ProblemCode.UNEXPECTED_TENSOR,
            file,
            "tensor " + name,
            "is not one of %s's tensors: %s"
                .formatted(architecture.wire(), names.stream().collect(Collectors.joining(", "))));
      }
    }
  }

  private static void checkOne(Path file, TensorSpec spec, StoredTensor found, Problems problems) {
    String where = "tensor " + spec.name();
    if (!spec.fits(found.shape())) {
      problems.add(
          ProblemCode.WRONG_SHAPE,
          file,
          where,
          "has shape %s, expected %s = %s"
              .formatted(Shapes.text(found.shape()), spec.axes(), Shapes.text(spec.shape())));
    }
    if (DType.named(found.dtype()).filter(DType::isFloating).isEmpty()) {
      problems.add(
          ProblemCode.WRONG_DTYPE,
          file,
          where,
          "has dtype " + found.dtype() + ", expected one of F64, F32, F16, BF16");
    }
  }
}
