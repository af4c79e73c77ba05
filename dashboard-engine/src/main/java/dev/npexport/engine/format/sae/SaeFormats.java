package dev.npexport.engine.format.sae;

import dev.npexport.engine.format.file.InputFiles;
import dev.npexport.engine.format.sae.foreign.CrossLayerFormat;
import dev.npexport.engine.format.sae.foreign.DictionaryLearningFormat;
import dev.npexport.engine.format.sae.foreign.GemmaScope2Format;
import dev.npexport.engine.format.sae.foreign.GemmaScopeFormat;
import dev.npexport.engine.format.sae.foreign.LayerTranscoderFormat;
import dev.npexport.engine.format.sae.foreign.LlamaScopeFormat;
import dev.npexport.engine.format.sae.foreign.MiStudioFormat;
import dev.npexport.engine.format.sae.foreign.OpenMossFormat;
import dev.npexport.engine.format.sae.foreign.SparsifyFormat;
import dev.npexport.engine.format.sae.foreign.TemporalFormat;
import dev.npexport.engine.format.sae.foreign.TorchFormat;
import dev.npexport.engine.problem.InputException;
import dev.npexport.engine.problem.ProblemCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every format that SAEs are read from. The first that recognises a path reads it. */
public final class SaeFormats {

  // A folder with half of SAELens's files is taken for SAELens, so that the other half is reported
  // as missing; for that reason it stands last.
  private static final List<SaeFormat> ALL =
      List.of(
          new GemmaScopeFormat(),
          new GemmaScope2Format(),
          new LayerTranscoderFormat(),
          new CrossLayerFormat(),
          new TemporalFormat(),
          new LlamaScopeFormat(),
          new OpenMossFormat(),
          new SparsifyFormat(),
          new MiStudioFormat(),
          new DictionaryLearningFormat(),
          new TorchFormat(),
          new SaelensFormat());

  private static final int LISTED_FILES = 20;

  private SaeFormats() {}

  public static List<SaeFormat> all() {
    return ALL;
  }

  /**
   * Recognises and opens an SAE.
   *
   * @throws InputException with every problem found; {@code UNKNOWN_FORMAT} says what was seen and
   *     what would have been recognised
   */
  public static Sae open(Path path) {
    if (!Files.exists(path)) {
      throw new InputException(
          ProblemCode.FILE_NOT_FOUND, path, "", "there is no such file or folder");
    }
    return ALL.stream()
        .filter(format -> format.detect(path).isPresent())
        .findFirst()
        .orElseThrow(() -> unknown(path))
        .open(path);
  }

  /** Whether any format recognises the path. */
  public static boolean recognises(Path path) {
    return ALL.stream().anyMatch(format -> format.detect(path).isPresent());
  }

  private static InputException unknown(Path path) {
    // who names the folder around the SAEs is told so, and not what SAEs look like
    List<String> inside = InputFiles.namesIn(path, SaeFormats::recognises);
    if (!inside.isEmpty()) {
      return new InputException(
          ProblemCode.UNKNOWN_FORMAT,
          path,
          "",
          "is no SAE itself, but holds some: name one of " + String.join(", ", inside));
    }
    return new InputException(
        ProblemCode.UNKNOWN_FORMAT,
        path,
        "",
        "no SAE format recognises this; it %s. Known: %s"
            .formatted(
                contents(path),
                ALL.stream().map(SaeFormat::looksLike).collect(Collectors.joining("; "))));
  }

  private static String contents(Path path) {
    if (!Files.isDirectory(path)) {
      return "is a single file";
    }
    try (Stream<Path> files = Files.list(path)) {
      List<String> names = files.map(file -> file.getFileName().toString()).sorted().toList();
      if (names.isEmpty()) {
        return "is an empty folder";
      }
      String more = names.size() > LISTED_FILES ? ", …" : "";
      return names.stream().limit(LISTED_FILES).collect(Collectors.joining(", ", "holds ", more));
    } catch (IOException e) {
      throw InputFiles.unreadable(path, e);
    }
  }
}
