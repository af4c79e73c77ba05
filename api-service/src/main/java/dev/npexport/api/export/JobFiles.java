package dev.npexport.api.export;

import dev.npexport.model.path.DataRoot;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.UUID;

/** The files of a job on the data volume. */
@ApplicationScoped
class JobFiles {

  private final DataRoot root;

  @Inject
  JobFiles(DataRoot root) {
    this.root = root;
  }

  /** Removes the archive and the work folder, as far as they are there. */
  void remove(UUID job) {
    try {
      Files.deleteIfExists(root.archive(job));
      Path work = root.workFolder(job);
      if (Files.exists(work)) {
        Files.walkFileTree(work, new Removal());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove the files of export " + job, e);
    }
  }

  private static final class Removal extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.delete(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, IOException failure) throws IOException {
      if (failure != null) {
        throw failure;
      }
      Files.delete(folder);
      return FileVisitResult.CONTINUE;
    }
  }
}
