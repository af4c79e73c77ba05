package dev.npexport.engine.format.npz;

import dev.npexport.engine.format.safetensors.Shapes;
import dev.npexport.engine.format.tensor.TensorFile;
import dev.npexport.engine.format.tensor.TensorView;
import dev.npexport.engine.format.zip.ZipContainer;
import dev.npexport.engine.format.zip.ZipPart;
import dev.npexport.engine.problem.InputException;
import dev.npexport.engine.problem.ProblemCode;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An npz file as NumPy saves it: a zip of npy arrays, stored or deflated. Stored arrays of any size
 * are read where they lie, deflated ones are unpacked on first use. Both are held to their
 * checksums then, as NumPy does.
 */
public final class NpzFile implements TensorFile {

  private static final String SUFFIX = ".npy";

  private final ZipContainer zip;
  private final Map<String, TensorView> tensors;

  private NpzFile(ZipContainer zip, Map<String, TensorView> tensors) {
    this.zip = zip;
    this.tensors = Collections.unmodifiableMap(tensors);
  }

  /**
   * Opens a file and checks the header of every array.
   *
   * @throws InputException if it is missing, unreadable or no sound npz file of numbers
   */
  public static NpzFile open(Path path) {
    ZipContainer zip = ZipContainer.open(path);
    try {
      Map<String, TensorView> tensors = new LinkedHashMap<>();
      for (ZipPart part : zip.parts().values()) {
        if (!part.name().endsWith(SUFFIX)) {
          throw new InputException(
              ProblemCode.MALFORMED_FILE, path, "entry " + part.name(), "is no npy array");
        }
        String name = part.name().substring(0, part.name().length() - SUFFIX.length());
        tensors.put(name, view(path, name, part));
      }
      return new NpzFile(zip, tensors);
    } catch (RuntimeException | Error e) {
      zip.close();
      throw e;
    }
  }

  private static TensorView view(Path path, String name, ZipPart part) {
    NpyHeader header =
        NpyHeaderParser.parse(
            path, "array " + name, part.head(NpyHeaderParser.MAX_BYTES), part.size());
    return TensorView.strided(
        name,
        header.dtype(),
        header.shape(),
        header.strides(),
        0,
        Shapes.elements(header.shape()),
        () -> part.checkedContent().asSlice(header.bytes()));
  }

  @Override
  public Path path() {
    return zip.path();
  }

  @Override
  public Map<String, TensorView> tensors() {
    return tensors;
  }

  @Override
  public void close() {
    zip.close();
  }
}
