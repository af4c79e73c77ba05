package dev.npexport.engine.format.tensor;

import dev.npexport.engine.problem.Cancellation;
import dev.npexport.engine.problem.DiskProblems;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Room for bytes that are unpacked or computed from an input: outside the heap while they are few,
 * in a temporary file that nobody else sees when they are many. Closing gives all of it back.
 * Nothing is kept of what is cancelled while it is made.
 */
public final class Scratch implements AutoCloseable {

  private static final long IN_MEMORY = 64L << 20;
  private static final int BLOCK_FLOATS = 1 << 18;
  private static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final Arena arena = Arena.ofShared();
  private final long inMemory;

  public Scratch() {
    this(IN_MEMORY);
  }

  /** Keeps what has more than {@code inMemory} bytes in temporary files. */
  Scratch(long inMemory) {
    this.inMemory = inMemory;
  }

  /** Takes the next bytes. */
  @FunctionalInterface
  public interface Sink {
    void write(ByteBuffer bytes) throws IOException;
  }

  /** Makes the bytes, from the first to the last. */
  @FunctionalInterface
  public interface Source {
    void writeTo(Sink sink) throws IOException;
  }

  /**
   * Keeps what {@code source} makes.
   *
   * @param bytes how many it makes, exactly
   * @throws dev.npexport.engine.problem.InputException if the disk has no room for them
   */
  public MemorySegment keep(long bytes, Source source) {
    Path file = null;
    try {
      if (bytes <= inMemory) {
        return inMemory(bytes, source);
      }
      file = Files.createTempFile("npexport-", ".scratch");
      return inFile(file, bytes, source, FileChannel.MapMode.READ_ONLY);
    } catch (IOException e) {
      throw DiskProblems.writing(
          file == null ? Path.of(System.getProperty("java.io.tmpdir")) : file, e);
    }
  }

  /**
   * Room of zeros to write into; on a disk it is taken at once, so that none is missing later.
   *
   * @throws dev.npexport.engine.problem.InputException if the disk has no room for them
   */
  public MemorySegment room(long bytes) {
    if (bytes <= inMemory) {
      return arena.allocate(bytes, 8);
    }
    Path file = Path.of(System.getProperty("java.io.tmpdir"));
    try {
      file = Files.createTempFile("npexport-", ".scratch");
      return inFile(file, bytes, sink -> zeros(bytes, sink), FileChannel.MapMode.READ_WRITE);
    } catch (IOException e) {
      throw DiskProblems.writing(file, e);
    }
  }

  private static void zeros(long bytes, Sink sink) throws IOException {
    ByteBuffer block = ByteBuffer.allocateDirect(1 << 20);
    for (long left = bytes; left > 0; left -= block.limit()) {
      sink.write(block.clear().limit((int) Math.min(left, block.capacity())));
    }
  }

  /** Keeps numbers as little-endian float32, in row-major order. */
  public MemorySegment keep(FloatRows rows) {
    return keep(4 * rows.rows() * rows.width(), sink -> write(rows, sink));
  }

  private static void write(FloatRows rows, Sink sink) throws IOException {
    int step =
        (int) Math.clamp(BLOCK_FLOATS / Math.max(1, rows.width()), 1, Math.max(1, rows.rows()));
    float[] block = new float[Math.multiplyExact(step, rows.width())];
    ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(4, block.length));
    for (long first = 0; first < rows.rows(); first += step) {
      int count = (int) Math.min(step, rows.rows() - first);
      int numbers = count * rows.width();
      rows.read(first, count, block);
      MemorySegment.copy(block, 0, MemorySegment.ofBuffer(bytes.clear()), FLOAT, 0, numbers);
      sink.write(bytes.limit(4 * numbers));
    }
  }

  private MemorySegment inMemory(long bytes, Source source) throws IOException {
    MemorySegment kept = arena.allocate(bytes, 8);
    Cancellation cancellation = Cancellation.current();
    long[] at = {0};
    source.writeTo(
        block -> {
          cancellation.check();
          int count = block.remaining();
          MemorySegment.copy(MemorySegment.ofBuffer(block), 0, kept, at[0], count);
          at[0] += count;
        });
    requireAll(bytes, at[0]);
    return kept.asReadOnly();
  }

  private MemorySegment inFile(Path file, long bytes, Source source, FileChannel.MapMode mode)
      throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE)) {
      Cancellation cancellation = Cancellation.current();
      source.writeTo(
          block -> {
            cancellation.check();
            while (block.hasRemaining()) {
              channel.write(block);
            }
          });
      requireAll(bytes, channel.size());
      // The mapping outlives the file's name.
      return channel.map(mode, 0, bytes, arena);
    }
  }

  private static void requireAll(long expected, long written) {
    if (written != expected) {
      throw new IllegalStateException(written + " bytes were made, not " + expected);
    }
  }

  @Override
  public void close() {
    arena.close();
  }
}
