package dev.npexport.standalone.chaos;

import dev.npexport.standalone.launch.LaunchException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The services' data folder, where possible a small tmpfs of its own that can be filled to the last
 * byte. Mounting one takes root; without it the folder is an ordinary one and cannot be filled.
 */
final class Volume implements AutoCloseable {

  private static final String SIZE = "size=256m";
  private static final int CHUNK = 1 << 20;
  private static final int CRUMB = 512;

  private final Path root;
  private final boolean mounted;

  private Volume(Path root, boolean mounted) {
    this.root = root;
    this.mounted = mounted;
  }

  static Volume open(Path root) {
    try {
      Files.createDirectories(root);
      run("umount", root.toString()); // of a run that was killed
      boolean mounted = run("mount", "-t", "tmpfs", "-o", SIZE, "npexport-chaos", root.toString());
      return new Volume(root.toRealPath(), mounted);
    } catch (IOException e) {
      throw new LaunchException("the data volume " + root + " cannot be made: " + e, e);
    }
  }

  Path root() {
    return root;
  }

  boolean canBeFilled() {
    return mounted;
  }

  /** Leaves no room, also for what is freed meanwhile; then gives it back. */
  void fill(long millis) throws InterruptedException {
    Path filler = root.resolve("filler");
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    try {
      do {
        for (int size = CHUNK; size >= CRUMB; size /= 2) {
          appendUntilFull(filler, size);
        }
        Thread.sleep(20);
      } while (System.nanoTime() < end);
    } finally {
      delete(filler);
    }
  }

  private static void appendUntilFull(Path filler, int size) {
    byte[] chunk = new byte[size];
    try (OutputStream out =
        Files.newOutputStream(filler, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      while (true) {
        out.write(chunk);
      }
    } catch (IOException full) {
      return;
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new LaunchException("the data volume cannot be emptied: " + e, e);
    }
  }

  /** Cuts a file of a finished shard in half; false when no shard is finished now. */
  boolean truncateAShard(int choice) {
    Random random = new Random(choice);
    List<Path> files = shardFiles();
    if (files.isEmpty()) {
      return false;
    }
    Path file = files.get(random.nextInt(files.size()));
    try (var channel = Files.newByteChannel(file, StandardOpenOption.WRITE)) {
      if (channel.size() < 2) {
        return false;
      }
      channel.truncate(channel.size() / 2);
      return true;
    } catch (IOException packedAlready) {
      return false;
    }
  }

  private List<Path> shardFiles() {
    return files().stream()
        .filter(file -> file.getParent().getFileName().toString().matches("shard-\\d+"))
        .filter(file -> file.getParent().getParent().getParent().endsWith("work"))
        .filter(file -> !file.getFileName().toString().endsWith(".sha256"))
        .sorted()
        .toList();
  }

  /** Every file and empty folder below {@code work} and {@code exports}. */
  List<Path> files() {
    return Stream.of("work", "exports").flatMap(folder -> below(root.resolve(folder))).toList();
  }

  private static Stream<Path> below(Path folder) {
    if (!Files.isDirectory(folder)) {
      return Stream.empty();
    }
    try (Stream<Path> walk = Files.walk(folder)) {
      return walk.filter(path -> !path.equals(folder)).toList().stream();
    } catch (IOException | java.io.UncheckedIOException changing) {
      return Stream.empty(); // somebody removes what is looked at; it is looked at again
    }
  }

  @Override
  public void close() {
    if (mounted && !run("umount", root.toString())) {
      throw new LaunchException("the data volume " + root + " cannot be unmounted");
    }
  }

  private static boolean run(String... command) {
    try {
      return new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException notThere) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
