package dev.npexport.engine.format.zip;

import dev.npexport.engine.format.file.InputFiles;
import dev.npexport.engine.format.tensor.Scratch;
import dev.npexport.engine.problem.InputException;
import dev.npexport.engine.problem.ProblemCode;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * A zip file whose entries are read where they lie: stored ones through the mapped file, deflated
 * ones unpacked on first use. All sizes are checked when it is opened, so that an entry cannot
 * promise more than the file can hold.
 */
public final class ZipContainer implements AutoCloseable {

  /** Tensors hardly shrink by deflation; a file that claims more than this is refused. */
  private static final long MOST_EXPANSION = 4;

  /** What a small file may unpack to in any case. */
  private static final long ALWAYS_ALLOWED = 64L << 10;

  private static final int MOST_ENTRIES = 10_000;

  private final Path path;
  private final Arena arena;
  private final Scratch scratch;
  private final Map<String, ZipPart> parts;

  private ZipContainer(Path path, Arena arena, Scratch scratch, Map<String, ZipPart> parts) {
    this.path = path;
    this.arena = arena;
    this.scratch = scratch;
    this.parts = Collections.unmodifiableMap(parts);
  }

  /**
   * Maps a file and checks its directory.
   *
   * @throws InputException if it is missing, unreadable or no sound zip file
   */
  public static ZipContainer open(Path path) {
    InputFiles.requireFile(path);
    Arena arena = Arena.ofShared();
    Scratch scratch = new Scratch();
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      MemorySegment file = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
      return new ZipContainer(path, arena, scratch, parts(path, file, scratch));
    } catch (IOException e) {
      arena.close();
      scratch.close();
      throw InputFiles.unreadable(path, e);
    } catch (RuntimeException | Error e) {
      arena.close();
      scratch.close();
      throw e;
    }
  }

  private static Map<String, ZipPart> parts(Path path, MemorySegment file, Scratch scratch) {
    Map<String, ZipPart> parts = new LinkedHashMap<>();
    long unpacked = 0;
    try (ZipFile zip = ZipFile.builder().setPath(path).get()) {
      for (ZipArchiveEntry entry : Collections.list(zip.getEntriesInPhysicalOrder())) {
        if (entry.isDirectory()) {
          continue;
        }
        ZipPart part = part(path, file, entry, scratch);
        if (parts.put(entry.getName(), part) != null) {
          throw malformed(path, entry.getName(), "is there twice");
        }
        unpacked += entry.getMethod() == ZipEntry.STORED ? 0 : entry.getSize();
        long limit = Math.max(ALWAYS_ALLOWED, MOST_EXPANSION * file.byteSize());
        if (unpacked > limit || unpacked < 0) {
          throw malformed(
              path,
              entry.getName(),
              "unpacks to more than %d bytes, %d times the file's size"
                  .formatted(limit, MOST_EXPANSION));
        }
        if (parts.size() > MOST_ENTRIES) {
          throw malformed(path, entry.getName(), "is one of more than " + MOST_ENTRIES);
        }
      }
    } catch (IOException | IllegalArgumentException e) {
      InputException problem =
          new InputException(
              ProblemCode.MALFORMED_FILE, path, "", "not a sound zip file: " + e.getMessage());
      problem.initCause(e);
      throw problem;
    }
    return parts;
  }

  private static ZipPart part(
      Path path, MemorySegment file, ZipArchiveEntry entry, Scratch scratch) {
    String name = entry.getName();
    if (entry.getGeneralPurposeBit().usesEncryption()) {
      throw malformed(path, name, "is encrypted");
    }
    long start = entry.getDataOffset();
    long packed = entry.getCompressedSize();
    long size = entry.getSize();
    if (start < 0 || packed < 0 || size < 0 || packed > file.byteSize() - start) {
      throw malformed(
          path,
          name,
          "has %d bytes from byte %d, outside of the file's %d"
              .formatted(packed, start, file.byteSize()));
    }
    MemorySegment bytes = file.asSlice(start, packed);
    return switch (entry.getMethod()) {
      case ZipEntry.STORED -> {
        if (packed != size) {
          throw malformed(
              path, name, "is stored with two sizes, %d and %d".formatted(packed, size));
        }
        yield new StoredPart(path, name, bytes, entry.getCrc());
      }
      case ZipEntry.DEFLATED -> new DeflatedPart(path, name, bytes, size, entry.getCrc(), scratch);
      default ->
          throw malformed(
              path,
              name,
              "is packed by method " + entry.getMethod() + ", not stored (0) or deflated (8)");
    };
  }

  static InputException malformed(Path path, String entry, String message) {
    return new InputException(ProblemCode.MALFORMED_FILE, path, "entry " + entry, message);
  }

  public Path path() {
    return path;
  }

  /** Entries by name, in the order in which they lie in the file; folders are left out. */
  public Map<String, ZipPart> parts() {
    return parts;
  }

  @Override
  public void close() {
    arena.close();
    scratch.close();
  }
}
