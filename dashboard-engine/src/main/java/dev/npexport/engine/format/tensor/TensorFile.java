package dev.npexport.engine.format.tensor;

import dev.npexport.engine.format.safetensors.SafetensorsFile;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A file of named tensors, in whatever container. */
public interface TensorFile extends AutoCloseable {

  Path path();

  /** Tensors by name, in the order of the file. */
  Map<String, TensorView> tensors();

  /** Every file that the tensors lie in. */
  default List<Path> files() {
    return List.of(path());
  }

  /** The file that a tensor lies in. */
  default Path fileOf(String tensor) {
    return path();
  }

  @Override
  void close();

  /**
   * The tensors of a safetensors file, which is closed with them.
   *
   * @throws dev.npexport.engine.problem.InputException if one has a dtype that cannot be read
   */
  static TensorFile of(SafetensorsFile file) {
    Map<String, TensorView> views = new LinkedHashMap<>();
    try {
      file.tensors().forEach((name, tensor) -> views.put(name, TensorView.of(tensor)));
    } catch (RuntimeException e) {
      file.close();
      throw e;
    }
    return new TensorFile() {
      @Override
      public Path path() {
        return file.path();
      }

      @Override
      public Map<String, TensorView> tensors() {
        return views;
      }

      @Override
      public void close() {
        file.close();
      }
    };
  }
}
