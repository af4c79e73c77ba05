package dev.npexport.engine.inspect;

import dev.npexport.engine.compare.FeatureSources;
import dev.npexport.engine.format.file.InputFiles;
import dev.npexport.engine.problem.Problem;
import dev.npexport.engine.problem.ProblemCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

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
    if (FeatureSources.isBatchFile(path)) {
      return unknown(
          path,
          List.of(),
          "is a batch file of SAEDashboard, which compare reads: npexport compare EXPORT.zip FILE");
    }
    List<String> inside =
        InputFiles.namesIn(
            path, file -> DESCRIBERS.stream().anyMatch(describer -> describer.recognises(file)));
    if (!inside.isEmpty()) {
      return unknown(
          path,
          List.of(),
          "is nothing that is known, but holds something: name one of "
              + String.join(", ", inside));
    }
    List<String> lines = new ArrayList<>(List.of("unknown; what is known looks like this:"));
    DESCRIBERS.stream()
        .flatMap(describer -> Stream.of(describer.looksLike().split("; ")))
        .forEach(known -> lines.add("  " + known));
    return unknown(path, lines, "this is none of what is known");
  }

  private static Inspection unknown(Path path, List<String> lines, String message) {
    return new Inspection(
        lines, List.of(Problem.of(ProblemCode.UNKNOWN_FORMAT, path, "", message)));
  }
}
