package dev.npexport.engine.format.safetensors;

import dev.npexport.engine.format.file.InputFiles;
import dev.npexport.engine.problem.InputException;
import dev.npexport.engine.problem.ProblemCode;
import java.io.EOFException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A safetensors file, mapped read-only and checked against every rule of the format before it is
 * used. Files of any size work. Tensors may be read by many threads until {@link #close()}.
 *
 * @see <a href="https://github.com/huggingface/safetensors">the format</a>
 */
public final class SafetensorsFile implements AutoCloseable {

  private static final long MAX_HEADER = 100_000_000;
  private static final int LENGTH_BYTES = 8;

  private final Path path;
  private final Arena arena;
  private final MemorySegment data;
  private final SafetensorsHeader header;
  private final Map<String, StoredTensor> stored;

  /** How the small text begins that stands in the place of a large file in a clone. */
  private static final ByteBuffer LFS_POINTER =
      StandardCharsets.US_ASCII.encode("version ").asReadOnlyBuffer();

  private SafetensorsFile(Path path, Arena arena, MemorySegment data, SafetensorsHeader header) {
    this.path = path;
    this.arena = arena;
    this.data = data;
    this.header = header;
    Map<String, StoredTensor> byName = new LinkedHashMap<>();
    header.tensors().forEach(tensor -> byName.put(tensor.name(), tensor));
    this.stored = Collections.unmodifiableMap(byName);
  }

  /**
   * Maps and checks a file.
   *
   * @throws InputException if it is missing, unreadable, or breaks a rule of the format
   */
  public static SafetensorsFile open(Path path) {
    InputFiles.requireFile(path);
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      long size = channel.size();
      byte[] headerBytes = readHeader(path, channel, size);
      SafetensorsHeader header = HeaderParser.parse(path, headerBytes);
      long dataStart = LENGTH_BYTES + (long) headerBytes.length;
      header.check(path, size - dataStart);
      Arena arena = Arena.ofShared();
      try {
        MemorySegment data =
            channel.map(FileChannel.MapMode.READ_ONLY, dataStart, size - dataStart, arena);
        return new SafetensorsFile(path, arena, data, header);
      } catch (IOException | RuntimeException | Error e) {
        arena.close();
        throw e;
      }
    } catch (IOException e) {
      throw InputFiles.unreadable(path, e);
    }
  }

  private static byte[] readHeader(Path path, FileChannel channel, long size) throws IOException {
    if (size < LENGTH_BYTES) {
      throw malformed(path, "the file has " + size + " bytes, too few for a header length");
    }
    ByteBuffer lengthBytes = ByteBuffer.allocate(LENGTH_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    readFully(channel, lengthBytes, 0);
    long length = lengthBytes.getLong(0);
    if (lengthBytes.flip().equals(LFS_POINTER)) {
      throw malformed(
          path,
          "is a pointer of Git LFS and not the tensors themselves: fetch them with git lfs pull in"
              + " its folder");
    }
    if (length < 0 || length > MAX_HEADER) {
      throw malformed(
          path,
          "header length "
              + Long.toUnsignedString(length)
              + " is more than the format allows, "
              + MAX_HEADER);
    }
    if (length > size - LENGTH_BYTES) {
      throw malformed(
          path, "header length " + length + " goes past the end of the file, " + size + " bytes");
    }
    byte[] header = new byte[(int) length];
    readFully(channel, ByteBuffer.wrap(header), LENGTH_BYTES);
    return header;
  }

  private static void readFully(FileChannel channel, ByteBuffer target, long from)
      throws IOException {
    long at = from;
    while (target.hasRemaining()) {
      int read = channel.read(target, at);
      if (read < 0) {
        throw new EOFException("the file became shorter while it was read");
      }
      at += read;
    }
  }

  public Path path() {
    return path;
  }

  /** The header's {@code __metadata__}; empty if there is none. */
  public Map<String, String> metadata() {
    return Collections.unmodifiableMap(header.metadata());
  }

  /** What the header lists, by name, in header order; dtypes that cannot be read included. */
  public Map<String, StoredTensor> stored() {
    return stored;
  }

  /**
   * Every tensor by name, in header order.
   *
   * @throws InputException if one has a dtype that cannot be read
   */
  public Map<String, Tensor> tensors() {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    stored.values().forEach(entry -> tensors.put(entry.name(), open(entry)));
    return Collections.unmodifiableMap(tensors);
  }

  /**
   * The tensor of this name.
   *
   * @throws InputException if it has a dtype that cannot be read
   */
  public Optional<Tensor> find(String name) {
    return Optional.ofNullable(stored.get(name)).map(this::open);
  }

  /**
   * The tensor of this name.
   *
   * @throws InputException if it is not in the file or has a dtype that cannot be read
   */
  public Tensor require(String name) {
    return find(name)
        .orElseThrow(
            () ->
                new InputException(
                    ProblemCode.MISSING_TENSOR,
                    path,
                    "tensor " + name,
                    "is not in the file, which has " + nameSome()));
  }

  private String nameSome() {
    List<String> names = stored.keySet().stream().limit(12).toList();
    String more = stored.size() > names.size() ? " and " + (stored.size() - 12) + " more" : "";
    return names.isEmpty() ? "no tensors" : String.join(", ", names) + more;
  }

  private Tensor open(StoredTensor entry) {
    DType dtype =
        DType.named(entry.dtype())
            .orElseThrow(
                () ->
                    new InputException(
                        ProblemCode.WRONG_DTYPE,
                        path,
                        "tensor " + entry.name(),
                        "has dtype " + entry.dtype() + ", which cannot be read as numbers"));
    return SegmentTensor.of(
        entry.name(), dtype, entry.shape(), data.asSlice(entry.begin(), entry.bytes()));
  }

  private static InputException malformed(Path path, String message) {
    return new InputException(ProblemCode.MALFORMED_SAFETENSORS, path, "header", message);
  }

  @Override
  public void close() {
    arena.close();
  }
}
