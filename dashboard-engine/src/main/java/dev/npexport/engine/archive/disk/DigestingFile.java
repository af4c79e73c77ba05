package dev.npexport.engine.archive.disk;

import dev.npexport.engine.fingerprint.Sha256;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.MessageDigest;

/** A file written once from front to back, whose size and sha256 are known without reading it. */
public final class DigestingFile extends OutputStream {

  private static final int BUFFER = 1 << 17;

  private final OutputStream out;
  private final MessageDigest digest = Sha256.digest();
  private long size;

  public DigestingFile(Disk disk, Path file) throws IOException {
    this.out = new BufferedOutputStream(disk.create(file), BUFFER);
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    out.write(bytes, offset, length);
    digest.update(bytes, offset, length);
    size += length;
  }

  @Override
  public void flush() throws IOException {
    out.flush();
  }

  @Override
  public void close() throws IOException {
    out.close();
  }

  /** Bytes written so far. */
  public long size() {
    return size;
  }

  /** Of everything written; ends the digest, so ask once. */
  public String sha256() {
    return Sha256.hex(digest);
  }
}
