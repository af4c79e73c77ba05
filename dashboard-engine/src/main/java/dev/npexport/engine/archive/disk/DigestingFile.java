package dev.npexport.engine.archive.disk;

import dev.npexport.engine.fingerprint.Sha256;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A file written once from front to back, whose size and sha256 are known without reading it. A
 * thread of its own digests each piece while that is written and the next one is made.
 */
public final class DigestingFile extends OutputStream {

  private static final int PIECE = 1 << 18;
  private static final int PIECES = 3;

  private final OutputStream out;
  private final MessageDigest digest = Sha256.digest();
  private final ExecutorService digester =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("digest").factory());
  private final BlockingQueue<byte[]> free = new LinkedBlockingQueue<>();
  private byte[] piece = new byte[PIECE];
  private int pieces = 1;
  private int filled;
  private long size;

  public DigestingFile(Disk disk, Path file) throws IOException {
    this.out = disk.create(file);
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    int at = offset;
    int end = offset + length;
    while (at < end) {
      int count = Math.min(end - at, PIECE - filled);
      System.arraycopy(bytes, at, piece, filled, count);
      filled += count;
      at += count;
      if (filled == PIECE) {
        writePiece();
      }
    }
    size += length;
  }

  @Override
  public void flush() throws IOException {
    writePiece();
    out.flush();
  }

  @Override
  public void close() throws IOException {
    try (out) {
      writePiece();
    } finally {
      endDigest();
    }
  }

  /** Bytes written so far. */
  public long size() {
    return size;
  }

  /** Of everything written, once the file is closed; ends the digest, so ask once. */
  public String sha256() {
    return Sha256.hex(digest);
  }

  private void writePiece() throws IOException {
    int count = filled;
    if (count == 0) {
      return;
    }
    byte[] full = piece;
    filled = 0;
    digester.execute(
        () -> {
          digest.update(full, 0, count);
          free.add(full);
        });
    out.write(full, 0, count);
    piece = nextPiece();
  }

  private byte[] nextPiece() throws IOException {
    byte[] known = free.poll();
    if (known != null) {
      return known;
    }
    if (pieces < PIECES) {
      pieces++;
      return new byte[PIECE];
    }
    try {
      return free.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while a piece was digested");
    }
  }

  /** What is still to be digested is little, so an interrupt waits for it. */
  private void endDigest() {
    digester.shutdown();
    boolean interrupted = false;
    boolean ended = false;
    while (!ended) {
      try {
        ended = digester.awaitTermination(1, TimeUnit.MINUTES);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
