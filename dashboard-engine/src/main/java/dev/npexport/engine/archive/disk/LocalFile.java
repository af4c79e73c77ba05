package dev.npexport.engine.archive.disk;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * A new file, forced to the device when it is closed. A thread forces what is there while more is
 * written, so that little is left to wait for at the end.
 */
final class LocalFile extends OutputStream {

  /** Bytes after which the device is given something to do. */
  private static final long FORCED_AT_ONCE = 4L << 20;

  private final FileChannel channel;
  private FutureTask<Void> forcing = new FutureTask<>(() -> null);
  private long unforced;

  LocalFile(Path file) throws IOException {
    channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    forcing.run();
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, length);
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
    unforced += length;
    if (unforced >= FORCED_AT_ONCE && forcing.isDone()) {
      awaitForcing();
      startForcing();
      unforced = 0;
    }
  }

  private void startForcing() {
    forcing =
        new FutureTask<>(
            () -> {
              channel.force(false);
              return null;
            });
    Thread.ofPlatform().daemon().name("force").start(forcing);
  }

  /** The system tells of bytes that it could not write once only, so nobody else would hear it. */
  private void awaitForcing() throws IOException {
    try {
      forcing.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException known ? known : new IOException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while a file was written to the device");
    }
  }

  @Override
  public void close() throws IOException {
    try (channel) {
      if (channel.isOpen()) {
        awaitForcing();
        channel.force(true);
      }
    }
  }
}
