package dev.npexport.engine.format.label;

import dev.npexport.engine.problem.Problem;
import java.nio.file.Path;
import java.util.Optional;

/** What a reader's caller demands of each label besides what every label needs. */
@FunctionalInterface
public interface LabelCheck {

  /** Demands nothing. */
  LabelCheck NONE = (file, where, label) -> Optional.empty();

  /**
   * What is wrong with a label.
   *
   * @param where its line
   */
  Optional<Problem> problem(Path file, String where, Label label);
}
