package dev.npexport.engine.format.sae.foreign;

import dev.npexport.engine.format.sae.Sae;
import dev.npexport.engine.format.sae.SaeFormat;
import dev.npexport.engine.format.tensor.TensorFile;
import java.nio.file.Files;
import java.nio.file.Path;

/** A format other than SAELens's: one file of tensors that is converted. */
abstract class ForeignFormat implements SaeFormat {

  /** Opens the file of tensors of the SAE at {@code path}. */
  abstract TensorFile openTensors(Path path);

  /** Converts; problems may be thrown or left with the conversion. */
  abstract Sae convert(Path path, Conversion conversion);

  @Override
  public final Sae open(Path path) {
    Conversion conversion = new Conversion(id(), folder(path), openTensors(path));
    try {
      return convert(path, conversion);
    } catch (RuntimeException | Error e) {
      conversion.close();
      throw e;
    }
  }

  /** The folder that holds the SAE. */
  static Path folder(Path path) {
    return Files.isDirectory(path) ? path : path.toAbsolutePath().getParent();
  }

  /** A file that {@code path} is or, if it is a folder, has. */
  static Path file(Path path, String name) {
    return Files.isDirectory(path) ? path.resolve(name) : path;
  }

  /** Whether {@code path} is a file of this name or a folder that has one. */
  static boolean hasFile(Path path, String name) {
    Path file = file(path, name);
    return Files.isRegularFile(file) && file.endsWith(name);
  }
}
