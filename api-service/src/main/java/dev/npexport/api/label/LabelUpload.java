package dev.npexport.api.label;

import dev.npexport.api.problem.ApiException;
import dev.npexport.api.problem.ErrorCode;
import dev.npexport.api.problem.ProblemItem;
import dev.npexport.engine.format.label.Label;
import dev.npexport.engine.format.label.LabelReaders;
import dev.npexport.engine.problem.InputException;
import dev.npexport.engine.problem.Problem;
import dev.npexport.engine.problem.ProblemCode;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the labels of a request's body as the labels of a file are read. */
public final class LabelUpload {

  /** Of a body: some 200,000 labels of a sentence each. More come in several bodies. */
  public static final int MAX_BYTES = 64 << 20;

  private final Map<Integer, String> lines = new HashMap<>();

  private LabelUpload() {}

  /**
   * The labels, at most one for a feature.
   *
   * @param type CSV, or JSON lines
   * @throws ApiException with every problem, each naming its line
   */
  public static List<Label> read(InputStream body, MediaType type, int dSae) {
    return new LabelUpload().labels(body, type, dSae);
  }

  private List<Label> labels(InputStream body, MediaType type, int dSae) {
    Path folder = null;
    Path file = null;
    try {
      folder = Files.createTempDirectory("npexport-labels");
      file = folder.resolve(type.getSubtype().equals("csv") ? "labels.csv" : "labels.jsonl");
      keep(body, file);
      return isBlank(file)
          ? List.of()
          : LabelReaders.read(file, dSae, this::problem).byFeature().values().stream()
              .flatMap(List::stream)
              .toList();
    } catch (InputException e) {
      throw new ApiException(
          ErrorCode.INVALID_LABEL, e.problems().stream().map(LabelUpload::item).toList());
    } catch (IOException e) {
      throw new UncheckedIOException("labels cannot be kept in the temporary folder", e);
    } finally {
      delete(file);
      delete(folder);
    }
  }

  private static void keep(InputStream body, Path file) throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      byte[] part = new byte[1 << 16];
      long kept = 0;
      for (int n = body.read(part); n >= 0; n = body.read(part)) {
        kept += n;
        if (kept > MAX_BYTES) {
          throw new ApiException(
                  ErrorCode.BODY_TOO_LARGE,
                  "the body goes on, at most %d bytes are read".formatted(MAX_BYTES))
              .with("Connection", "close");
        }
        out.write(part, 0, n);
      }
    }
  }

  private static boolean isBlank(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      for (int value = in.read(); value >= 0; value = in.read()) {
        if (value > ' ') {
          return false;
        }
      }
    }
    return true;
  }

  private Optional<Problem> problem(Path file, String where, Label label) {
    String first = lines.putIfAbsent(label.featureIndex(), where);
    if (first != null) {
      return Optional.of(
          Problem.of(
              ProblemCode.DUPLICATE_ENTRY,
              file,
              where,
              "labels feature %d, as %s does; expected one label for a feature (a labels file may"
                      .formatted(label.featureIndex(), first)
                  + " have several)"));
    }
    return LabelTexts.of(label).entrySet().stream()
        .flatMap(
            text ->
                LabelTexts.problem(text.getKey(), text.getValue()).stream()
                    .map(
                        found ->
                            Problem.of(
                                ProblemCode.INVALID_FIELD,
                                file,
                                where + " field " + text.getKey(),
                                found)))
        .findFirst();
  }

  /** The body has no name of its own. */
  private static ProblemItem item(Problem problem) {
    return new ProblemItem(problem.code().wire(), "", problem.where(), problem.message());
  }

  private static void delete(Path path) {
    try {
      if (path != null) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove " + path, e);
    }
  }
}
