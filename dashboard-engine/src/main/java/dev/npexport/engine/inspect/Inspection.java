package dev.npexport.engine.inspect;

import dev.npexport.engine.problem.InputException;
import dev.npexport.engine.problem.Problem;
import java.util.List;

/**
 * What a path is.
 *
 * @param lines facts for a person, one a line, the kind first
 * @param problems everything wrong with it; empty for a sound one
 */
public record Inspection(List<String> lines, List<Problem> problems) {

  public Inspection {
    lines = List.copyOf(lines);
    problems = List.copyOf(problems);
  }

  /** A thing of which nothing could be read but what is wrong with it. */
  public static Inspection broken(String kind, InputException cause) {
    return new Inspection(List.of(kind), cause.problems());
  }

  public boolean isSound() {
    return problems.isEmpty();
  }
}
