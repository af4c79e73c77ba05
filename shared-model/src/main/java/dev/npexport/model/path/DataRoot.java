package dev.npexport.model.path;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/**
 * The folder that requests may name files in ({@code NPEXPORT_DATA_DIR}) and where results go.
 *
 * <p>A requested path is relative to it. {@code ..}, absolute paths and symbolic links that leave
 * it are refused. An absolute path is accepted only below one of the input roots ({@code
 * NPEXPORT_INPUT_ROOTS}), which whoever starts the service vouches for: links below those are
 * followed wherever they lead, as a Hugging Face cache needs it.
 */
public final class DataRoot {

  private final Path root;
  private final List<Path> inputRoots;

  public DataRoot(Path root, List<Path> inputRoots) {
    this.root = root.toAbsolutePath().normalize();
    this.inputRoots = inputRoots.stream().map(path -> path.toAbsolutePath().normalize()).toList();
  }

  /**
   * @param dataDir value of {@code NPEXPORT_DATA_DIR}
   * @param inputRoots value of {@code NPEXPORT_INPUT_ROOTS}: absolute paths joined by the
   *     platform's path separator, may be empty
   */
  public static DataRoot of(String dataDir, String inputRoots) {
    List<Path> roots =
        Arrays.stream(inputRoots.split(File.pathSeparator))
            .map(String::strip)
            .filter(text -> !text.isEmpty())
            .map(Path::of)
            .toList();
    for (Path path : roots) {
      if (!path.isAbsolute()) {
        throw new IllegalArgumentException(
            "NPEXPORT_INPUT_ROOTS: %s is not an absolute path".formatted(path));
      }
    }
    return new DataRoot(Path.of(dataDir), roots);
  }

  /** The data root itself, absolute. */
  public Path root() {
    return root;
  }

  /** Where the finished archive of a job lies: {@code exports/{job}.zip}. */
  public Path archive(UUID job) {
    return root.resolve("exports").resolve(job + ".zip");
  }

  /** Where a job's shards are computed: {@code work/{job}}. */
  public Path workFolder(UUID job) {
    return root.resolve("work").resolve(job.toString());
  }

  /** Where the prepared activations of an SAE are kept: {@code prepared/{sae}}. */
  public Path preparedFolder(UUID sae) {
    return root.resolve("prepared").resolve(sae.toString());
  }

  /** A path below the root as it is stored in rows: relative, with {@code /}. */
  public String relative(Path path) {
    return root.relativize(path.toAbsolutePath().normalize())
        .toString()
        .replace(File.separatorChar, '/');
  }

  /**
   * The absolute path that a request means; it need not exist.
   *
   * @throws OutsideDataRootException if the path may not be used
   */
  public Path resolve(String requested) {
    Path path = parse(requested);
    for (Path name : path) {
      if (name.toString().equals("..")) {
        throw new OutsideDataRootException(requested, "the path may not contain \"..\"");
      }
    }
    if (path.isAbsolute()) {
      Path normal = path.normalize();
      if (inputRoots.stream().noneMatch(normal::startsWith)) {
        throw new OutsideDataRootException(
            requested,
            "expected a path relative to the data root or below an input root"
                + " (serve --input-root DIR, NPEXPORT_INPUT_ROOTS), found an absolute one elsewhere");
      }
      return normal;
    }
    Path resolved = root.resolve(path).normalize();
    refuseLinksOut(requested, resolved);
    return resolved;
  }

  private static Path parse(String requested) {
    if (requested.isBlank()) {
      throw new OutsideDataRootException(requested, "the path is empty");
    }
    try {
      return Path.of(requested);
    } catch (InvalidPathException e) {
      throw new OutsideDataRootException(requested, "not a path: " + e.getReason());
    }
  }

  private void refuseLinksOut(String requested, Path resolved) {
    try {
      Path existing = resolved;
      while (!Files.exists(existing) && !existing.equals(root)) {
        existing = existing.getParent();
      }
      if (!Files.exists(existing)) {
        return; // no data root yet, so no link in it
      }
      Path realRoot = root.toRealPath();
      if (!existing.toRealPath().startsWith(realRoot)) {
        throw new OutsideDataRootException(
            requested, "the path leaves the data root by a symbolic link");
      }
      if (existing.equals(resolved) && Files.isDirectory(resolved)) {
        LinkCheck.firstLeaving(resolved, realRoot)
            .ifPresent(
                link -> {
                  throw new OutsideDataRootException(
                      requested,
                      "%s is a symbolic link that leaves the data root".formatted(relative(link)));
                });
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot look at " + resolved, e);
    }
  }
}
