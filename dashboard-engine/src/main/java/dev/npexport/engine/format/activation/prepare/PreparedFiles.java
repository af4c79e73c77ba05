package dev.npexport.engine.format.activation.prepare;

import dev.npexport.engine.problem.InputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** Names, looks up and tidies the files of a folder of prepared activations. */
final class PreparedFiles {

  /** A temporary file this much older than a new one was left by a process that died. */
  private static final Duration STALE = Duration.ofDays(1);

  private PreparedFiles() {}

  static Path target(Path folder, String key) {
    requireKey(key);
    return folder.resolve(key + ".npx");
  }

  /** A name that nobody else uses. */
  static Path temporary(Path folder, String key) {
    requireKey(key);
    return folder.resolve(key + "." + UUID.randomUUID() + ".tmp");
  }

  private static void requireKey(String key) {
    if (!key.matches("[A-Za-z0-9_-]{1,128}")) {
      throw new IllegalArgumentException("not a key for a prepared file: " + key);
    }
  }

  /** The prepared file of {@code key}, if it is there and sound. */
  static Optional<PreparedActivations> find(Path folder, String key) {
    Path target = target(folder, key);
    if (!Files.isRegularFile(target)) {
      return Optional.empty();
    }
    try {
      PreparedActivations found = PreparedActivations.open(target);
      if (found.key().equals(key)) {
        return Optional.of(found);
      }
      found.close();
      return Optional.empty();
    } catch (InputException notSound) {
      return Optional.empty();
    }
  }

  /** Removes what earlier processes left behind; {@code fresh} tells the file system's time. */
  static void removeStale(Path folder, Path fresh) {
    try (Stream<Path> files = Files.list(folder)) {
      FileTime now = Files.getLastModifiedTime(fresh);
      List<Path> temporaries =
          files.filter(file -> file.getFileName().toString().endsWith(".tmp")).toList();
      for (Path file : temporaries) {
        removeIfOlder(file, now);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot tidy " + folder, e);
    }
  }

  private static void removeIfOlder(Path file, FileTime now) throws IOException {
    try {
      long age = now.toMillis() - Files.getLastModifiedTime(file).toMillis();
      if (age > STALE.toMillis()) {
        Files.deleteIfExists(file);
      }
    } catch (NoSuchFileException goneAlready) {
      return;
    }
  }
}
