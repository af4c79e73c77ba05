package dev.npexport.engine.archive.shard;

import dev.npexport.engine.archive.deflate.FastDeflate;
import dev.npexport.engine.archive.disk.DigestingFile;
import dev.npexport.engine.archive.disk.Disk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.zip.CRC32;

/**
 * A gzip file of one member, put together from parts that were deflated elsewhere. The header has
 * no time and no name (RFC 1952).
 */
final class GzipFile implements AutoCloseable {

  private static final byte[] HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 255};

  /** An empty last block in fixed codes (RFC 1951, 3.2.6): ends the stream after any parts. */
  private static final byte[] END = {3, 0};

  private final DigestingFile file;
  private final CRC32 contentCrc = new CRC32();
  private final CRC32 fileCrc = new CRC32();
  private long contentSize;

  GzipFile(Disk disk, Path path) throws IOException {
    file = new DigestingFile(disk, path);
    write(HEADER, HEADER.length);
  }

  /**
   * Appends a part.
   *
   * @param content what it reads as
   * @param deflated as {@link FastDeflate#part} made it
   */
  void append(Bytes content, Bytes deflated) throws IOException {
    contentCrc.update(content.array(), 0, content.size());
    contentSize += content.size();
    write(deflated.array(), deflated.size());
  }

  /** Bytes of the content so far. */
  long contentSize() {
    return contentSize;
  }

  /** Ends the stream and closes the file; the entry under which the archive will hold it. */
  ShardEntry finish(String archivePath) throws IOException {
    write(END, END.length);
    ByteBuffer trailer = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
    trailer.putInt((int) contentCrc.getValue()).putInt((int) contentSize);
    write(trailer.array(), trailer.capacity());
    file.close();
    return new ShardEntry(archivePath, file.size(), file.size(), fileCrc.getValue(), file.sha256());
  }

  private void write(byte[] bytes, int length) throws IOException {
    file.write(bytes, 0, length);
    fileCrc.update(bytes, 0, length);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
