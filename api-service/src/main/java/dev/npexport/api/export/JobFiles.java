package dev.npexport.api.export;

import dev.npexport.model.path.DataRoot;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The files of a job on the data volume. */
@ApplicationScoped
class JobFiles {

  private static final Pattern JOB =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  private final DataRoot root;

  @Inject
  JobFiles(DataRoot root) {
    this.root = root;
  }

  /** Removes the archive and the work folder, as far as they are there. */
  void remove(UUID job) {
    try {
      removeTree(root.archive(job));
      removeTree(root.workFolder(job));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove the files of export " + job, e);
    }
  }

  /** A file of a job, as its name says. */
  record Left(UUID job, Kind kind, Path path) {}

  /** What kind of file of a job it is. */
  enum Kind {
    ARCHIVE,
    WORK
  }

  /** Every archive and work folder that was last changed before {@code time}. */
  List<Left> unchangedSince(Instant time) {
    List<Left> found = new ArrayList<>();
    list(root.root().resolve("exports"), ".zip", Kind.ARCHIVE, time, found);
    list(root.root().resolve("work"), "", Kind.WORK, time, found);
    return found;
  }

  /** Removes one file or folder. */
  void remove(Left left) {
    try {
      removeTree(left.path());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove " + left.path(), e);
    }
  }

  private static void list(Path folder, String suffix, Kind kind, Instant time, List<Left> found) {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (DirectoryStream<Path> paths = Files.newDirectoryStream(folder)) {
      for (Path path : paths) {
        String name = path.getFileName().toString();
        Matcher job = JOB.matcher(name);
        if (job.lookingAt()
            && name.equals(job.group() + suffix)
            && lastChange(path).isBefore(time)) {
          found.add(new Left(UUID.fromString(job.group()), kind, path));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + folder, e);
    }
  }

  /** Of anything in it: work goes on below a folder that does not change itself. */
  private static Instant lastChange(Path path) throws IOException {
    try (Stream<Path> tree = Files.walk(path)) {
      Instant last = Instant.EPOCH;
      for (Path each : (Iterable<Path>) tree::iterator) {
        Instant change = Files.getLastModifiedTime(each, LinkOption.NOFOLLOW_LINKS).toInstant();
        last = change.isAfter(last) ? change : last;
      }
      return last;
    } catch (NoSuchFileException | UncheckedIOException e) {
      return Instant.MAX; // it is being removed or written to at this moment
    }
  }

  private static void removeTree(Path path) throws IOException {
    if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      Files.walkFileTree(path, new Removal());
    }
  }

  private static final class Removal extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.deleteIfExists(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, IOException failure) throws IOException {
      if (failure != null) {
        throw failure;
      }
      Files.deleteIfExists(folder);
      return FileVisitResult.CONTINUE;
    }
  }
}
