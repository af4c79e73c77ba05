package dev.npexport.engine.format.file;

import dev.npexport.engine.problem.InputException;
import dev.npexport.engine.problem.ProblemCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Input files and what can be wrong with them before a byte is understood. */
public final class InputFiles {

  private static final int MOST_LISTED = 100;

  private InputFiles() {}

  /** Refuses a file that is not there or has more than {@code limit} bytes. */
  public static void requireAtMost(Path file, long limit) {
    requireFile(file);
    try {
      long size = Files.size(file);
      if (size > limit) {
        throw new InputException(
            ProblemCode.TOO_LARGE,
            file,
            "",
            "the file has " + size + " bytes; at most " + limit + " are read");
      }
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /** Refuses a path that is not there or not a regular file. */
  public static void requireFile(Path file) {
    if (!Files.exists(file)) {
      throw new InputException(ProblemCode.FILE_NOT_FOUND, file, "", "there is no such file");
    }
    if (!Files.isRegularFile(file)) {
      throw new InputException(ProblemCode.FILE_UNREADABLE, file, "", "this is not a regular file");
    }
  }

  /** Refuses a path that is not there or not a folder. */
  public static void requireFolder(Path folder) {
    if (!Files.exists(folder)) {
      throw new InputException(ProblemCode.FILE_NOT_FOUND, folder, "", "there is no such folder");
    }
    if (!Files.isDirectory(folder)) {
      throw new InputException(ProblemCode.FILE_UNREADABLE, folder, "", "this is not a folder");
    }
  }

  /**
   * Names of what a folder holds and is wanted, among its first hundred in order; none where the
   * path is no folder.
   */
  public static List<String> namesIn(Path path, Predicate<Path> wanted) {
    if (!Files.isDirectory(path)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(path)) {
      return files
          .sorted()
          .limit(MOST_LISTED)
          .filter(wanted)
          .map(file -> file.getFileName().toString())
          .toList();
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  /** Opens a file to be read by this thread, for as long as its work is not cancelled. */
  public static InputStream open(Path file) throws IOException {
    return new CancellableInput(Files.newInputStream(file));
  }

  /** The problem behind a failed read. */
  public static InputException unreadable(Path file, IOException cause) {
    InputException problem =
        cause instanceof NoSuchFileException
            ? new InputException(ProblemCode.FILE_NOT_FOUND, file, "", "there is no such file")
            : new InputException(
                ProblemCode.FILE_UNREADABLE, file, "", "cannot be read: " + cause.getMessage());
    problem.initCause(cause);
    return problem;
  }
}
