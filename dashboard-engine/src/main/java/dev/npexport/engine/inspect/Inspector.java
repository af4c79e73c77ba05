package dev.npexport.engine.inspect;

import dev.npexport.engine.problem.Problem;
import dev.npexport.engine.problem.ProblemCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Says what a file or folder is, and every problem it has. */
public final class Inspector {

  // The more particular first: an SAE folder can look like half a model.
  private static final List<PathDescriber> DESCRIBERS =
      List.of(
          new ArchiveDescriber(),
          new SaeDescriber(),
          new ModelDescriber(),
          new ActivationsDescriber(),
          new LabelsDescriber());

  private Inspector() {}

  public static Inspection inspect(Path path) {
    if (!Files.exists(path)) {
      return new Inspection(
          List.of(),
          List.of(
              Problem.of(ProblemCode.FILE_NOT_FOUND, path, "", "there is no such file or folder")));
    }
    return DESCRIBERS.stream()
        .filter(describer -> describer.recognises(path))
        .findFirst()
        .map(describer -> describer.describe(path))
        .orElseGet(() -> unknown(path));
  }

  private static Inspection unknown(Path path) {
    String known =
        DESCRIBERS.stream().map(PathDescriber::looksLike).collect(Collectors.joining("; "));
    return new Inspection(
        List.of(),
        List.of(
            Problem.of(
                ProblemCode.UNKNOWN_FORMAT, path, "", "this is none of what is known: " + known)));
  }
}
