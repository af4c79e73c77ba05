package dev.npexport.engine.problem;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/** Says what a failed read or write means to a person. */
public final class DiskProblems {

  private DiskProblems() {}

  /** A failed write; a full disk or an exhausted quota has its own code. */
  public static InputException writing(Path file, IOException cause) {
    return failed(
        isFull(cause)
            ? Problem.of(
                ProblemCode.DISK_FULL,
                file,
                "",
                "the disk has no room left for it; free some space or choose another folder")
            : Problem.of(ProblemCode.INTERNAL, file, "", "cannot be written: " + text(cause)),
        cause);
  }

  /** A failed read of something this product wrote before. */
  public static InputException reading(Path file, IOException cause) {
    return failed(
        Problem.of(ProblemCode.FILE_UNREADABLE, file, "", "cannot be read: " + text(cause)), cause);
  }

  private static InputException failed(Problem problem, IOException cause) {
    InputException exception = new InputException(problem);
    exception.initCause(cause);
    return exception;
  }

  private static boolean isFull(IOException cause) {
    // the JDK has no exception of its own for it: these are the texts of ENOSPC and EDQUOT
    String text = text(cause).toLowerCase(Locale.ROOT);
    return Stream.of("no space left", "not enough space", "quota exceeded")
        .anyMatch(text::contains);
  }

  private static String text(IOException cause) {
    return cause.getMessage() == null ? cause.toString() : cause.getMessage();
  }
}
