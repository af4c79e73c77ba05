package dev.npexport.engine.format.zip;

import dev.npexport.engine.format.tensor.Lazy;
import dev.npexport.engine.format.tensor.Scratch;
import dev.npexport.engine.problem.InputException;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** An entry that has to be unpacked; its length and checksum are held to the directory's. */
final class DeflatedPart implements ZipPart {

  private static final int BLOCK = 1 << 16;

  private final Path file;
  private final String name;
  private final MemorySegment packed;
  private final long size;
  private final long crc;
  private final Lazy<MemorySegment> content;

  DeflatedPart(Path file, String name, MemorySegment packed, long size, long crc, Scratch scratch) {
    this.file = file;
    this.name = name;
    this.packed = packed;
    this.size = size;
    this.crc = crc;
    this.content = Lazy.of(() -> scratch.keep(size, this::unpack));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public byte[] head(int count) {
    byte[] head = new byte[(int) Math.min(count, size)];
    try (Unpacking unpacking = new Unpacking()) {
      int filled = 0;
      while (filled < head.length) {
        filled += unpacking.next(head, filled, head.length - filled);
      }
    }
    return head;
  }

  @Override
  public MemorySegment content() {
    return content.get();
  }

  @Override
  public MemorySegment checkedContent() {
    return content();
  }

  private void unpack(Scratch.Sink sink) throws IOException {
    byte[] block = new byte[(int) Math.min(BLOCK, size)];
    CRC32 sum = new CRC32();
    try (Unpacking unpacking = new Unpacking()) {
      long left = size;
      while (left > 0) {
        int count = unpacking.next(block, 0, (int) Math.min(block.length, left));
        sum.update(block, 0, count);
        sink.write(ByteBuffer.wrap(block, 0, count));
        left -= count;
      }
      unpacking.requireEnd();
    }
    if (sum.getValue() != crc) {
      throw malformed("does not have the content that its checksum is of");
    }
  }

  private InputException malformed(String message) {
    return ZipContainer.malformed(file, name, message);
  }

  /** The packed bytes, fed to an inflater block by block. */
  private final class Unpacking implements AutoCloseable {

    private final Inflater inflater = new Inflater(true);
    private long fed;

    /** At least one byte into {@code target}. */
    int next(byte[] target, int offset, int count) {
      try {
        while (true) {
          int made = inflater.inflate(target, offset, count);
          if (made > 0) {
            return made;
          }
          if (inflater.finished() || inflater.needsDictionary() || fed == packed.byteSize()) {
            throw malformed("ends before its " + size + " bytes");
          }
          feed();
        }
      } catch (DataFormatException e) {
        InputException problem = malformed("cannot be unpacked: " + e.getMessage());
        problem.initCause(e);
        throw problem;
      }
    }

    void requireEnd() {
      try {
        byte[] more = new byte[1];
        while (!inflater.finished()) {
          if (inflater.inflate(more) > 0) {
            throw malformed("unpacks to more than its " + size + " bytes");
          }
          if (!inflater.finished()) {
            if (inflater.needsDictionary() || fed == packed.byteSize()) {
              throw malformed("is cut off");
            }
            feed();
          }
        }
      } catch (DataFormatException e) {
        InputException problem = malformed("cannot be unpacked: " + e.getMessage());
        problem.initCause(e);
        throw problem;
      }
    }

    private void feed() {
      long count = Math.min(BLOCK, packed.byteSize() - fed);
      inflater.setInput(packed.asSlice(fed, count).asByteBuffer());
      fed += count;
    }

    @Override
    public void close() {
      inflater.end();
    }
  }
}
