package dev.npexport.engine.problem;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Carries every problem that was found before the work could not go on; never empty. */
public final class InputException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  public InputException(List<Problem> problems) {
    super(problems.stream().map(Problem::sentence).collect(Collectors.joining("\n")));
    if (problems.isEmpty()) {
      throw new IllegalArgumentException("an InputException needs at least one problem");
    }
    this.problems = List.copyOf(problems);
  }

  public InputException(Problem problem) {
    this(List.of(problem));
  }

  public InputException(ProblemCode code, Path file, String where, String message) {
    this(Problem.of(code, file, where, message));
  }

  public List<Problem> problems() {
    return problems;
  }
}
