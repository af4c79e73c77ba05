package dev.npexport.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A temporary folder that is removed with everything in it. */
public record WorkFolder(Path path) implements AutoCloseable {

  public static WorkFolder create(BenchOptions options) {
    try {
      return new WorkFolder(Files.createTempDirectory(options.work(), "npexport-bench-"));
    } catch (IOException e) {
      throw new BenchFailure("no temporary folder in " + options.work(), e);
    }
  }

  @Override
  public void close() {
    remove(path);
  }

  /** Removes a file or folder; nothing if it is not there. */
  public static void remove(Path root) {
    if (!Files.exists(root)) {
      return;
    }
    try (Stream<Path> tree = Files.walk(root)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new BenchFailure("cannot remove " + root, e);
    }
  }
}
