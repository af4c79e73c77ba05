package dev.npexport.engine.format.dense;

import dev.npexport.engine.format.file.InputFiles;
import dev.npexport.engine.format.npz.NpyFile;
import dev.npexport.engine.format.safetensors.SafetensorsFile;
import dev.npexport.engine.format.safetensors.Shapes;
import dev.npexport.engine.format.tensor.TensorFile;
import dev.npexport.engine.format.tensor.TensorView;
import dev.npexport.engine.problem.InputException;
import dev.npexport.engine.problem.ProblemCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Opens dense activations: a safetensors file or one array as NumPy saves it. */
public final class DenseFiles {

  private static final String NPY_MAGIC = "\u0093NUMPY";

  /** What the tensor is called where a file has more than one. */
  private static final List<String> NAMES = List.of("activation", "activations");

  private DenseFiles() {}

  /**
   * Maps a file and checks that it holds one floating tensor of three dimensions.
   *
   * @throws InputException if it does not
   */
  public static DenseActivations open(Path path) {
    InputFiles.requireFile(path);
    TensorFile file = isNpy(path) ? NpyFile.open(path) : TensorFile.of(SafetensorsFile.open(path));
    try {
      return new DenseActivations(file, tensor(file).tensor());
    } catch (RuntimeException e) {
      file.close();
      throw e;
    }
  }

  private static boolean isNpy(Path path) {
    try (InputStream in = Files.newInputStream(path)) {
      byte[] start = in.readNBytes(NPY_MAGIC.length());
      return new String(start, StandardCharsets.ISO_8859_1).equals(NPY_MAGIC);
    } catch (IOException e) {
      throw InputFiles.unreadable(path, e);
    }
  }

  private static TensorView tensor(TensorFile file) {
    Map<String, TensorView> tensors = file.tensors();
    TensorView only =
        tensors.size() == 1
            ? tensors.values().iterator().next()
            : NAMES.stream()
                .filter(tensors::containsKey)
                .map(tensors::get)
                .findFirst()
                .orElseThrow(
                    () ->
                        new InputException(
                            ProblemCode.MISSING_TENSOR,
                            file.path(),
                            "tensor activation",
                            "is not in the file, which has " + tensors.keySet()));
    boolean dense =
        only.rank() == 3
            && only.dtype().isFloating()
            && only.isRowMajor()
            && Arrays.stream(only.shape()).allMatch(size -> size <= Integer.MAX_VALUE);
    if (!dense) {
      throw new InputException(
          ProblemCode.WRONG_SHAPE,
          file.path(),
          "tensor " + only.name(),
          "expected floating-point numbers [prompt, position, d_in] in row-major order, found %s %s"
              .formatted(only.dtype(), Shapes.text(only.shape())));
    }
    return only;
  }
}
