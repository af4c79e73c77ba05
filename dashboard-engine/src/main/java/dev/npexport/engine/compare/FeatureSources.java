package dev.npexport.engine.compare;

import dev.npexport.engine.format.file.InputFiles;
import dev.npexport.engine.problem.InputException;
import dev.npexport.engine.problem.ProblemCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds out what a side of a comparison is. */
public final class FeatureSources {

  private static final Pattern BATCH = Pattern.compile("batch-[0-9]+\\.json(\\.gz)?");

  private FeatureSources() {}

  /** Whether a file is named as SAEDashboard names its batches. */
  public static boolean isBatchFile(Path path) {
    return Optional.ofNullable(path.getFileName())
        .filter(name -> BATCH.matcher(name.toString()).matches())
        .isPresent();
  }

  /**
   * Opens one side.
   *
   * @param paths one archive, one folder, or batch files
   */
  static FeatureSource open(List<Path> paths) {
    Path path = paths.getFirst();
    if (paths.size() > 1) {
      return new BatchSource(paths);
    }
    if (Files.isDirectory(path)) {
      return folder(path);
    }
    InputFiles.requireFile(path);
    return isZip(path) ? ArchiveSource.open(path) : new BatchSource(paths);
  }

  private static FeatureSource folder(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> batches = files.filter(FeatureSources::isBatchFile).sorted().toList();
      if (!batches.isEmpty()) {
        return new BatchSource(batches);
      }
    } catch (IOException e) {
      throw InputFiles.unreadable(folder, e);
    }
    Path inner = folder.resolve("features");
    Optional<FeatureDocuments> documents =
        FeatureDocuments.in(folder)
            .or(() -> Files.isDirectory(inner) ? FeatureDocuments.in(inner) : Optional.empty());
    return documents.orElseThrow(
        () ->
            new InputException(
                ProblemCode.UNKNOWN_FORMAT,
                folder,
                "",
                "expected {index}.json files as in an archive's features/, or SAEDashboard's"
                    + " batch-*.json"));
  }

  private static boolean isZip(Path path) {
    try (InputStream in = Files.newInputStream(path)) {
      byte[] start = in.readNBytes(4);
      return start.length == 4
          && start[0] == 'P'
          && start[1] == 'K'
          && start[2] == 3
          && start[3] == 4;
    } catch (IOException e) {
      throw InputFiles.unreadable(path, e);
    }
  }
}
