package dev.npexport.engine.archive.shard;

import dev.npexport.engine.archive.disk.Disk;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/** A disk that is full after some bytes, with the words of the operating system. */
public final class SmallDisk implements Disk {

  private long room;

  public SmallDisk(long room) {
    this.room = room;
  }

  @Override
  public OutputStream create(Path file) throws IOException {
    return new FilterOutputStream(Disk.LOCAL.create(file)) {
      @Override
      public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
      }

      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        room -= length;
        if (room < 0) {
          throw new IOException("No space left on device");
        }
        out.write(bytes, offset, length);
      }
    };
  }
}
