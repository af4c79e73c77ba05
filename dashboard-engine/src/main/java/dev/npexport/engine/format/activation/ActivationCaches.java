package dev.npexport.engine.format.activation;

import dev.npexport.engine.format.activation.columnar.ColumnarFormat;
import dev.npexport.engine.format.activation.delphi.DelphiFormat;
import dev.npexport.engine.format.activation.jsonl.JsonlFormat;
import dev.npexport.engine.problem.InputException;
import dev.npexport.engine.problem.ProblemCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The activation formats that can be read. */
public final class ActivationCaches {

  /** Every format; the first that recognises a path reads it. */
  public static final List<ActivationFormat> FORMATS =
      List.of(new ColumnarFormat(), new DelphiFormat(), new JsonlFormat());

  private ActivationCaches() {}

  /** The format that recognises {@code path}. */
  public static Optional<ActivationFormat> detect(Path path) {
    return FORMATS.stream().filter(format -> format.detect(path).isPresent()).findFirst();
  }

  /**
   * Opens a cache of any format; see {@link ActivationFormat#open}.
   *
   * @throws InputException with every problem found
   */
  public static ActivationCache open(Path path, OptionalInt dSae) {
    return require(path).open(path, dSae);
  }

  /**
   * The format of {@code path}.
   *
   * @throws InputException if there is nothing at {@code path}, or nothing that is recognised
   */
  public static ActivationFormat require(Path path) {
    if (!Files.exists(path)) {
      throw new InputException(
          ProblemCode.FILE_NOT_FOUND, path, "", "there is no such file or folder");
    }
    Optional<ActivationFormat> format = detect(path);
    if (format.isEmpty() && SafetensorsNames.isSafetensors(path)) {
      return new ColumnarFormat();
    }
    return format.orElseThrow(
        () ->
            new InputException(
                ProblemCode.UNKNOWN_FORMAT,
                path,
                "",
                "is no activation cache; expected a delphi folder with files such as"
                    + " 0_255.safetensors, a columnar .safetensors file, or JSONL whose first line"
                    + " has \"format\": \"npexport-activations-jsonl\""));
  }
}
