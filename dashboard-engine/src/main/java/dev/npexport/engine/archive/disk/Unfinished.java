package dev.npexport.engine.archive.disk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.UUID;

/**
 * A file or folder under a temporary name beside its target. It takes the target's name in one
 * step, complete and on the device, or is removed: closing without {@link #publish} leaves nothing.
 */
public final class Unfinished implements AutoCloseable {

  private final Path path;
  private final Path target;
  private boolean published;

  private Unfinished(Path target) {
    this.target = target.toAbsolutePath();
    this.path =
        this.target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID() + ".tmp");
  }

  /** A file that the caller creates at {@link #path()}. */
  public static Unfinished file(Path target) throws IOException {
    Unfinished unfinished = new Unfinished(target);
    Files.createDirectories(unfinished.target.getParent());
    return unfinished;
  }

  /** A folder, created here. */
  public static Unfinished folder(Path target) throws IOException {
    Unfinished unfinished = file(target);
    Files.createDirectory(unfinished.path);
    return unfinished;
  }

  /** The temporary name. */
  public Path path() {
    return path;
  }

  /** Gives it the target's name; everything inside must be closed. */
  public void publish() throws IOException {
    if (Files.isDirectory(path)) {
      force(path);
    }
    Files.move(path, target, StandardCopyOption.ATOMIC_MOVE);
    published = true;
    force(target.getParent());
  }

  @Override
  public void close() {
    if (published) {
      return;
    }
    try {
      remove(path);
    } catch (IOException e) {
      throw new UncheckedIOException(path + " is incomplete and cannot be removed", e);
    }
  }

  /** Puts the entries of a folder on the device; folders cannot be opened on Windows. */
  private static void force(Path folder) throws IOException {
    if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  private static void remove(Path root) throws IOException {
    if (!Files.exists(root)) {
      return;
    }
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            Files.delete(folder);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
