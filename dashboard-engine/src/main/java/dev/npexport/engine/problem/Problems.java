package dev.npexport.engine.problem;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Collects problems so that a caller hears of all of them at once instead of the first. */
public final class Problems {

  private final List<Problem> found = new ArrayList<>();

  public void add(Problem problem) {
    found.add(problem);
  }

  public void add(ProblemCode code, Path file, String where, String message) {
    found.add(Problem.of(code, file, where, message));
  }

  /** Runs a step and keeps its problems; empty if the step failed. */
  public <T> Optional<T> attempt(Supplier<T> step) {
    try {
      return Optional.of(step.get());
    } catch (InputException e) {
      found.addAll(e.problems());
      return Optional.empty();
    }
  }

  public boolean isEmpty() {
    return found.isEmpty();
  }

  public List<Problem> list() {
    return List.copyOf(found);
  }

  /** Throws everything found so far, if anything was. */
  public void throwIfAny() {
    if (!found.isEmpty()) {
      throw new InputException(found);
    }
  }
}
