package dev.npexport.engine.archive.shard;

import dev.npexport.engine.problem.DiskProblems;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/** The next so many bytes of a shard's file, neither more nor fewer. */
final class ExactStream extends InputStream {

  private final Path file;
  private final InputStream in;
  private long left;

  ExactStream(Path file, InputStream in, long length) {
    this.file = file;
    this.in = in;
    this.left = length;
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) {
    if (left == 0) {
      return -1;
    }
    try {
      int count = in.read(target, offset, (int) Math.min(length, left));
      if (count < 0) {
        throw ShardFiles.damaged(file, left + " bytes are missing at its end");
      }
      left -= count;
      return count;
    } catch (IOException e) {
      // named here, where it is known that reading failed and not writing
      throw DiskProblems.reading(file, e);
    }
  }
}
