package dev.npexport.standalone.command;

import dev.npexport.standalone.launch.LaunchException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The folders that the services may read besides the data folder: exactly what the user named on
 * the command line. A model folder of a Hugging Face cache holds links to files elsewhere; who
 * names the folder means those too.
 */
final class InputRoots {

  private InputRoots() {}

  /**
   * @param inputs folders or files that exist; links are resolved
   */
  static List<Path> of(List<Path> inputs) {
    Set<Path> roots = new LinkedHashSet<>();
    try {
      for (Path input : inputs) {
        Path real = input.toRealPath();
        roots.add(real);
        if (Files.isDirectory(real)) {
          addTargetsOfLinks(real, roots);
        }
      }
    } catch (IOException e) {
      throw new LaunchException("an input cannot be read: " + e, e);
    }
    return List.copyOf(roots);
  }

  private static void addTargetsOfLinks(Path folder, Set<Path> roots) throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path path : walk.filter(Files::isSymbolicLink).filter(Files::exists).toList()) {
        Path target = path.toRealPath();
        if (!target.startsWith(folder)) {
          roots.add(target);
        }
      }
    }
  }
}
