package dev.npexport.engine.format.sae.foreign;

import dev.npexport.engine.format.file.InputFiles;
import dev.npexport.engine.problem.InputException;
import dev.npexport.engine.problem.ProblemCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Folders that hold one file for each layer, of which an SAE is one. */
final class LayerFiles {

  private static final int LISTED = 8;

  private LayerFiles() {}

  /** The files of layers at {@code path}: itself, or those in the folder that it is. */
  static List<Path> in(Path path, Pattern name) {
    if (Files.isRegularFile(path)) {
      return layer(path, name).isEmpty() ? List.of() : List.of(path);
    }
    if (!Files.isDirectory(path)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(path)) {
      return files
          .filter(file -> !layer(file, name).isEmpty() && Files.isRegularFile(file))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw InputFiles.unreadable(path, e);
    }
  }

  /**
   * The one file of a layer that {@code path} is or holds.
   *
   * @throws InputException if a folder holds several: which of them is meant has to be said
   */
  static Path one(Path path, Pattern name) {
    List<Path> files = in(path, name);
    if (files.size() != 1) {
      throw new InputException(
          ProblemCode.UNKNOWN_FORMAT,
          path,
          "",
          "holds %d layers, each of which is an SAE; name the file of one: %s"
              .formatted(
                  files.size(),
                  files.stream()
                      .limit(LISTED)
                      .map(file -> file.getFileName().toString())
                      .collect(Collectors.joining(", ", "", files.size() > LISTED ? ", …" : ""))));
    }
    return files.getFirst();
  }

  /** The digits of a layer's file's name, the pattern's first group; empty if it is none. */
  static String layer(Path file, Pattern name) {
    Matcher matcher = name.matcher(file.getFileName().toString());
    return matcher.matches() ? matcher.group(1) : "";
  }
}
