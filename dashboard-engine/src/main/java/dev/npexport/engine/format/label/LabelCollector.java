package dev.npexport.engine.format.label;

import dev.npexport.engine.problem.InputException;
import dev.npexport.engine.problem.Problem;
import dev.npexport.engine.problem.ProblemCode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Gathers labels and what is wrong with them. */
final class LabelCollector {

  /** Problems that are told one by one; a file of nonsense need not be told whole. */
  private static final int TOLD = 100;

  private final Path path;
  private final int dSae;
  private final LabelCheck check;
  private final Map<Integer, List<Label>> byFeature = new TreeMap<>();
  private final List<Problem> problems = new ArrayList<>();
  private long untold;

  LabelCollector(Path path, int dSae, LabelCheck check) {
    this.path = path;
    this.dSae = dSae;
    this.check = check;
  }

  /** Keeps a label whose index is inside the SAE and that says something. */
  void add(Path file, String where, Label label) {
    int index = label.featureIndex();
    if (index < 0 || index >= dSae) {
      problem(
          Problem.of(
              ProblemCode.UNKNOWN_FEATURE,
              file,
              where,
              "labels feature "
                  + index
                  + "; the SAE has "
                  + dSae
                  + " features, 0 to "
                  + (dSae - 1)));
    } else if (label.label().isEmpty() && label.description().isEmpty()) {
      problem(
          Problem.of(
              ProblemCode.MISSING_FIELD, file, where, "has neither a label nor a description"));
    } else {
      check
          .problem(file, where, label)
          .ifPresentOrElse(
              this::problem,
              () -> byFeature.computeIfAbsent(index, feature -> new ArrayList<>()).add(label));
    }
  }

  /** Runs the reading of one row and keeps its problems. */
  void attempt(Runnable row) {
    try {
      row.run();
    } catch (InputException e) {
      e.problems().forEach(this::problem);
    }
  }

  private void problem(Problem problem) {
    if (problems.size() < TOLD) {
      problems.add(problem);
    } else {
      untold++;
    }
  }

  Labels finish() {
    if (untold > 0) {
      problems.add(
          Problem.of(
              ProblemCode.INVALID_FIELD, path, "", "has " + untold + " more problems like these"));
    }
    if (!problems.isEmpty()) {
      throw new InputException(problems);
    }
    byFeature.replaceAll((feature, labels) -> List.copyOf(labels));
    return new Labels(Collections.unmodifiableMap(byFeature));
  }
}
