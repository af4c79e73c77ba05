package dev.npexport.engine.session;

import dev.npexport.engine.InputPaths;
import dev.npexport.engine.format.file.InputFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Size and time of every file under some inputs: a cheap look whether any has been written since.
 */
record FileStamps(InputPaths paths, Map<Path, Stamp> files) {

  record Stamp(long size, FileTime modified) {}

  static FileStamps of(InputPaths paths) {
    return new FileStamps(paths, look(paths));
  }

  boolean isCurrent() {
    return files.equals(look(paths));
  }

  private static Map<Path, Stamp> look(InputPaths paths) {
    Map<Path, Stamp> files = new TreeMap<>();
    Stream.of(
            Stream.of(paths.sae(), paths.model(), paths.activations()),
            paths.labels().stream(),
            paths.denseActivations().stream())
        .flatMap(Function.identity())
        .forEach(path -> look(path, files));
    return files;
  }

  private static void look(Path root, Map<Path, Stamp> files) {
    if (!Files.exists(root)) {
      // opening the inputs says so properly
      return;
    }
    try (Stream<Path> tree = Files.walk(root)) {
      for (Path file : (Iterable<Path>) tree.filter(Files::isRegularFile)::iterator) {
        files.put(file, new Stamp(Files.size(file), Files.getLastModifiedTime(file)));
      }
    } catch (IOException e) {
      throw InputFiles.unreadable(root, e);
    }
  }
}
