package dev.npexport.model.path;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.Set;

/**
 * Looks for a symbolic link below a folder whose target lies outside a root: readers open files of
 * the folder by name, so checking the folder alone would let {@code cfg.json -> /etc/passwd} pass.
 */
final class LinkCheck extends SimpleFileVisitor<Path> {

  /** Deeper than any layout of model, SAE or cache. */
  private static final int MAX_DEPTH = 12;

  private final Path realRoot;
  private Path leaving;

  private LinkCheck(Path realRoot) {
    this.realRoot = realRoot;
  }

  /** The first link below {@code folder} that leaves {@code realRoot}. */
  static Optional<Path> firstLeaving(Path folder, Path realRoot) throws IOException {
    LinkCheck check = new LinkCheck(realRoot);
    Files.walkFileTree(folder, Set.of(FileVisitOption.FOLLOW_LINKS), MAX_DEPTH, check);
    return Optional.ofNullable(check.leaving);
  }

  @Override
  public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes)
      throws IOException {
    return look(dir);
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
    return look(file);
  }

  @Override
  public FileVisitResult visitFileFailed(Path file, IOException failure) {
    // An unreadable file or a loop is for the reader that needs it to report; it is not a way out.
    return failure instanceof FileSystemLoopException
        ? FileVisitResult.SKIP_SUBTREE
        : FileVisitResult.CONTINUE;
  }

  private FileVisitResult look(Path path) throws IOException {
    if (Files.isSymbolicLink(path)
        && Files.exists(path)
        && !path.toRealPath().startsWith(realRoot)) {
      leaving = path;
      return FileVisitResult.TERMINATE;
    }
    return FileVisitResult.CONTINUE;
  }
}
