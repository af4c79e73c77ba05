package dev.npexport.engine.format.activation;

import dev.npexport.engine.format.safetensors.SafetensorsFile;
import dev.npexport.engine.problem.InputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** The tensor names of a file, to tell what kind of cache it is. */
public final class SafetensorsNames {

  private SafetensorsNames() {}

  /** Names in the header; empty if {@code path} is not a sound safetensors file. */
  public static Optional<Set<String>> of(Path path) {
    if (!isSafetensors(path)) {
      return Optional.empty();
    }
    try (SafetensorsFile file = SafetensorsFile.open(path)) {
      return Optional.of(Set.copyOf(file.stored().keySet()));
    } catch (InputException notSound) {
      return Optional.empty();
    }
  }

  /** Whether a path is a regular file with the name of a safetensors file. */
  public static boolean isSafetensors(Path path) {
    return Files.isRegularFile(path) && path.getFileName().toString().endsWith(".safetensors");
  }
}
