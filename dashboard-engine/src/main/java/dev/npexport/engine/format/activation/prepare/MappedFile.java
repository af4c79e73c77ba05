package dev.npexport.engine.format.activation.prepare;

import dev.npexport.engine.problem.InputException;
import dev.npexport.engine.problem.ProblemCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** A new file, mapped for writing by any thread; closing deletes it unless it was published. */
final class MappedFile implements AutoCloseable {

  private final Path path;
  private final FileChannel channel;
  private final Arena arena;
  private final MemorySegment segment;

  private MappedFile(Path path, FileChannel channel, Arena arena, MemorySegment segment) {
    this.path = path;
    this.channel = channel;
    this.arena = arena;
    this.segment = segment;
  }

  /**
   * Creates a file of {@code bytes} zeros, its space taken.
   *
   * @throws InputException with {@code disk_full} if there is no room
   */
  static MappedFile create(Path path, long bytes) {
    try {
      Files.createFile(path);
      try {
        return map(path, bytes);
      } catch (IOException | RuntimeException e) {
        Files.deleteIfExists(path);
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + path, e);
    }
  }

  private static MappedFile map(Path path, long bytes) throws IOException {
    if (!FileSpace.reserve(path, bytes)) {
      throw new InputException(
          ProblemCode.DISK_FULL,
          path.toAbsolutePath().getParent(),
          "",
          "has no room for " + bytes + " bytes of prepared activations");
    }
    FileChannel channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
    Arena arena = Arena.ofShared();
    try {
      MemorySegment segment = channel.map(FileChannel.MapMode.READ_WRITE, 0, bytes, arena);
      return new MappedFile(path, channel, arena, segment);
    } catch (IOException | RuntimeException e) {
      arena.close();
      channel.close();
      throw e;
    }
  }

  MemorySegment segment() {
    return segment;
  }

  /** Brings every byte to the disk and gives the file its name, in one step. */
  void publish(Path target) {
    try {
      segment.force();
      channel.force(true);
      Files.move(path, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + target, e);
    }
  }

  @Override
  public void close() {
    try {
      arena.close();
      channel.close();
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove " + path, e);
    }
  }
}
