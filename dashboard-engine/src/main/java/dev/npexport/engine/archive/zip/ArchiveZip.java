package dev.npexport.engine.archive.zip;

import dev.npexport.engine.archive.shard.ShardEntry;
import dev.npexport.engine.fingerprint.Sha256;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.ZipEntry;
import org.apache.commons.compress.archivers.zip.Zip64Mode;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;

/**
 * The ZIP being written, front to back: sizes and checksums are known before each entry, so nothing
 * is patched later and the whole file can be digested on the way.
 */
public final class ArchiveZip implements AutoCloseable {

  private static final int LEVEL = 5;

  /** The format's first moment; set as local time, which adds no field with a zone in it. */
  private static final LocalDateTime FIRST_MOMENT = LocalDateTime.of(1980, 1, 1, 0, 0);

  private final ZipArchiveOutputStream zip;
  private final List<ManifestEntry> entries = new ArrayList<>();

  public ArchiveZip(OutputStream out) {
    zip = new ZipArchiveOutputStream(out);
    zip.setUseZip64(Zip64Mode.AsNeeded);
  }

  /** Everything added so far, in order. */
  public List<ManifestEntry> entries() {
    return List.copyOf(entries);
  }

  /** Adds a small file, deflated. */
  public void add(String path, byte[] content) throws IOException {
    CRC32 crc = new CRC32();
    crc.update(content);
    byte[] packed = deflated(content);
    ShardEntry entry =
        new ShardEntry(path, content.length, packed.length, crc.getValue(), Sha256.hex(content));
    addPacked(entry, ZipEntry.DEFLATED, new ByteArrayInputStream(packed));
  }

  /**
   * Copies an entry that a shard has compressed.
   *
   * @param packed exactly the entry's packed bytes
   */
  public void addDeflated(ShardEntry entry, InputStream packed) throws IOException {
    addPacked(entry, ZipEntry.DEFLATED, packed);
  }

  /** Copies a file that is compressed by itself and therefore stored. */
  public void addStored(ShardEntry entry, InputStream content) throws IOException {
    addPacked(entry, ZipEntry.STORED, content);
  }

  /** Stores a large file, which is written twice: once for its checksums, once for its bytes. */
  public void addStored(String path, Content content) throws IOException {
    CRC32 crc = new CRC32();
    MessageDigest digest = Sha256.digest();
    content.write(
        new CheckedOutputStream(
            new DigestOutputStream(OutputStream.nullOutputStream(), digest), crc));
    ZipArchiveEntry header = header(path, ZipEntry.STORED, content.size(), content.size());
    header.setCrc(crc.getValue());
    zip.putArchiveEntry(header);
    content.write(zip);
    zip.closeArchiveEntry();
    entries.add(new ManifestEntry(path, content.size(), Sha256.hex(digest)));
  }

  private void addPacked(ShardEntry entry, int method, InputStream packed) throws IOException {
    ZipArchiveEntry header = header(entry.path(), method, entry.size(), entry.packedSize());
    header.setCrc(entry.crc32());
    zip.addRawArchiveEntry(header, packed);
    entries.add(new ManifestEntry(entry.path(), entry.size(), entry.sha256()));
  }

  private static ZipArchiveEntry header(String path, int method, long size, long packedSize) {
    ZipArchiveEntry header = new ZipArchiveEntry(path);
    header.setMethod(method);
    header.setSize(size);
    header.setCompressedSize(packedSize);
    header.setTimeLocal(FIRST_MOMENT);
    return header;
  }

  /** Writes the directory of the archive; the stream beneath is closed. */
  @Override
  public void close() throws IOException {
    zip.close();
  }

  private static byte[] deflated(byte[] content) {
    Deflater deflater = new Deflater(LEVEL, true);
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (DeflaterOutputStream out = new DeflaterOutputStream(packed, deflater)) {
      out.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    } finally {
      deflater.end();
    }
    return packed.toByteArray();
  }

  /** Something that can be written more than once, with the same bytes each time. */
  public interface Content {
    long size();

    void write(OutputStream out) throws IOException;
  }
}
