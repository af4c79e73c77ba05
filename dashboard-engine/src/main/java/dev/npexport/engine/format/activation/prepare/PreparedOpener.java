package dev.npexport.engine.format.activation.prepare;

import dev.npexport.engine.format.file.InputFiles;
import dev.npexport.engine.problem.InputException;
import dev.npexport.engine.problem.ProblemCode;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Maps prepared files, refusing those that are foreign, of another version or cut short. */
final class PreparedOpener {

  private PreparedOpener() {}

  static PreparedActivations open(Path path) {
    InputFiles.requireFile(path);
    Arena arena = Arena.ofShared();
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      MemorySegment file = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
      return check(path, arena, file);
    } catch (IOException e) {
      arena.close();
      throw InputFiles.unreadable(path, e);
    } catch (RuntimeException e) {
      arena.close();
      throw e;
    }
  }

  private static PreparedActivations check(Path path, Arena arena, MemorySegment file)
      throws IOException {
    require(path, file.byteSize() >= PreparedLayout.JSON_AT, "is too short for a prepared file");
    long magic = file.get(PreparedLayout.LONG, PreparedLayout.MAGIC_AT);
    require(path, magic == PreparedLayout.MAGIC, "is not a file of prepared activations");
    int version = file.get(PreparedLayout.INT, PreparedLayout.VERSION_AT);
    require(
        path,
        version == PreparedLayout.VERSION,
        "is of version " + version + "; expected " + PreparedLayout.VERSION);
    long length = file.get(PreparedLayout.LONG, PreparedLayout.FILE_BYTES_AT);
    require(
        path,
        length == file.byteSize(),
        "has " + file.byteSize() + " bytes; its header says " + length);
    int headerBytes = file.get(PreparedLayout.INT, PreparedLayout.HEADER_BYTES_AT);
    require(
        path,
        headerBytes > 0 && headerBytes <= length - PreparedLayout.JSON_AT,
        "has a header that goes past its end");
    PreparedHeader header = header(path, file, headerBytes);
    require(
        path,
        header.features() >= 0
            && header.rows() >= 0
            && header.places() >= 0
            && header.nonzeros() >= 0
            && header.nonzeros() <= length,
        "has a header with impossible numbers");
    PreparedLayout layout = header.layout(headerBytes);
    require(path, layout.fileBytes() == length, "has a length that does not fit its header");
    return new PreparedActivations(arena, file, header, layout);
  }

  private static PreparedHeader header(Path path, MemorySegment file, int bytes)
      throws IOException {
    byte[] json = new byte[bytes];
    MemorySegment.copy(file, PreparedLayout.JSON_AT, MemorySegment.ofArray(json), 0, bytes);
    try {
      return PreparedHeader.parse(json);
    } catch (IllegalArgumentException e) {
      InputException problem = malformed(path, "has a header without what it needs");
      problem.initCause(e);
      throw problem;
    }
  }

  private static void require(Path path, boolean holds, String message) {
    if (!holds) {
      throw malformed(path, message);
    }
  }

  private static InputException malformed(Path path, String message) {
    return new InputException(ProblemCode.MALFORMED_FILE, path, "", message);
  }
}
