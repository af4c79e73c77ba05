package dev.npexport.engine.format.label;

import java.nio.file.Path;
import java.util.Optional;

/**
 * One way in which feature labels are stored. A new format is one implementation and one row in
 * {@link LabelReaders}.
 */
interface LabelFormat {

  /** What was seen that makes {@code path} this format, or empty. */
  Optional<String> detect(Path path);

  /**
   * Reads every label of {@code path} into {@code collector}.
   *
   * @throws dev.npexport.engine.problem.InputException if the file cannot be read on
   */
  void read(Path path, LabelCollector collector);
}
