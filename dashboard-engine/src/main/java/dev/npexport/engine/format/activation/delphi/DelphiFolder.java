package dev.npexport.engine.format.activation.delphi;

import dev.npexport.engine.format.file.InputFiles;
import dev.npexport.engine.problem.InputException;
import dev.npexport.engine.problem.ProblemCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The files of one hookpoint: {@code {start}_{end}.safetensors}, end inclusive.
 *
 * @param folder the hookpoint's own folder
 * @param splits by first latent
 */
record DelphiFolder(Path folder, List<Split> splits) {

  /** How deep below a given folder a hookpoint is looked for. */
  private static final int DEPTH = 3;

  private static final Pattern NAME = Pattern.compile("(\\d{1,9})_(\\d{1,9})\\.safetensors");

  /** A split file and the latents that its name says it holds, both ends inclusive. */
  record Split(Path file, int start, int end) {

    int width() {
      return end - start + 1;
    }
  }

  /** Every hookpoint at or below {@code path}, by path. */
  static List<DelphiFolder> findAll(Path path) {
    TreeMap<Path, List<Split>> found = new TreeMap<>();
    for (Path file : files(path)) {
      split(file)
          .ifPresent(
              split ->
                  found.computeIfAbsent(file.getParent(), parent -> new ArrayList<>()).add(split));
    }
    return found.entrySet().stream()
        .map(entry -> new DelphiFolder(entry.getKey(), sorted(entry.getValue())))
        .toList();
  }

  /** The given folder may be a link, links to other folders inside it are not followed. */
  private static List<Path> files(Path path) {
    try {
      Path real = path.toRealPath();
      try (Stream<Path> files = Files.walk(real, DEPTH)) {
        return files
            .filter(Files::isRegularFile)
            .map(file -> path.resolve(real.relativize(file)))
            .toList();
      }
    } catch (IOException e) {
      throw InputFiles.unreadable(path, e);
    } catch (UncheckedIOException e) {
      throw InputFiles.unreadable(path, e.getCause());
    }
  }

  /**
   * The one hookpoint at or below {@code path}.
   *
   * @throws InputException if there is none or more than one
   */
  static DelphiFolder find(Path path) {
    InputFiles.requireFolder(path);
    List<DelphiFolder> all = findAll(path);
    if (all.isEmpty()) {
      throw new InputException(
          ProblemCode.MISSING_SPLIT,
          path,
          "",
          "holds no split file; expected names such as 0_255.safetensors");
    }
    if (all.size() > 1) {
      List<String> names =
          all.stream().map(one -> path.relativize(one.folder()).toString()).toList();
      throw new InputException(
          ProblemCode.UNKNOWN_FORMAT,
          path,
          "",
          "holds the caches of several hookpoints, "
              + String.join(", ", names)
              + "; name the folder of one");
    }
    return all.getFirst();
  }

  private static Optional<Split> split(Path file) {
    Matcher name = NAME.matcher(file.getFileName().toString());
    if (!name.matches()) {
      return Optional.empty();
    }
    return Optional.of(
        new Split(file, Integer.parseInt(name.group(1)), Integer.parseInt(name.group(2))));
  }

  private static List<Split> sorted(List<Split> splits) {
    return splits.stream().sorted(Comparator.comparingInt(Split::start)).toList();
  }
}
