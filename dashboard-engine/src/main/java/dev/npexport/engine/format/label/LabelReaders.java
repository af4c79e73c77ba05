package dev.npexport.engine.format.label;

import dev.npexport.engine.problem.InputException;
import dev.npexport.engine.problem.ProblemCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads labels of every known format. */
public final class LabelReaders {

  private static final List<LabelFormat> FORMATS =
      List.of(
          new CsvLabels(), new JsonlLabels(), new NeuronpediaLabels(), new DelphiExplanations());

  private LabelReaders() {}

  /** What was seen that makes {@code path} a source of labels, or empty. */
  public static Optional<String> detect(Path path) {
    return FORMATS.stream().flatMap(format -> format.detect(path).stream()).findFirst();
  }

  /**
   * Reads all labels of a file or folder.
   *
   * @param dSae number of features; every index must be below
   * @throws InputException with every problem found, each naming its line
   */
  public static Labels read(Path path, int dSae) {
    return read(path, dSae, LabelCheck.NONE);
  }

  /** As {@link #read(Path, int)}, with a check of each label. */
  public static Labels read(Path path, int dSae, LabelCheck check) {
    if (!Files.exists(path)) {
      throw new InputException(
          ProblemCode.FILE_NOT_FOUND, path, "", "there is no such file or folder");
    }
    LabelFormat format =
        FORMATS.stream()
            .filter(known -> known.detect(path).isPresent())
            .findFirst()
            .orElseThrow(
                () ->
                    new InputException(
                        ProblemCode.UNKNOWN_FORMAT,
                        path,
                        "",
                        "holds no labels; expected JSONL with feature_index in every line, CSV"
                            + " with a header, a delphi explanations folder, or Neuronpedia"
                            + " explanation JSONL"));
    LabelCollector collector = new LabelCollector(path, dSae, check);
    format.read(path, collector);
    return collector.finish();
  }
}
