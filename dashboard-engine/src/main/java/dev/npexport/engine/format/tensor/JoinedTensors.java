package dev.npexport.engine.format.tensor;

import dev.npexport.engine.problem.InputException;
import dev.npexport.engine.problem.ProblemCode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The tensors of several files as those of one. */
public final class JoinedTensors implements TensorFile {

  private final List<TensorFile> parts;
  private final Map<String, TensorView> tensors = new LinkedHashMap<>();
  private final Map<String, Path> files = new LinkedHashMap<>();

  /**
   * Joins files, which are closed with it.
   *
   * @throws InputException if two have a tensor of the same name; the files are closed then
   */
  public JoinedTensors(List<TensorFile> parts) {
    this.parts = List.copyOf(parts);
    for (TensorFile part : parts) {
      for (Map.Entry<String, TensorView> tensor : part.tensors().entrySet()) {
        Path other = files.put(tensor.getKey(), part.path());
        if (other != null) {
          close();
          throw new InputException(
              ProblemCode.UNEXPECTED_TENSOR,
              part.path(),
              "tensor " + tensor.getKey(),
              "is also in " + other.getFileName());
        }
        tensors.put(tensor.getKey(), tensor.getValue());
      }
    }
  }

  @Override
  public Path path() {
    return parts.getFirst().path();
  }

  @Override
  public Map<String, TensorView> tensors() {
    return tensors;
  }

  @Override
  public List<Path> files() {
    return parts.stream().map(TensorFile::path).toList();
  }

  @Override
  public Path fileOf(String tensor) {
    return files.getOrDefault(tensor, path());
  }

  @Override
  public void close() {
    parts.forEach(TensorFile::close);
  }
}
