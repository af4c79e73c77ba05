package dev.npexport.engine.archive;

import dev.npexport.engine.problem.Cancellation;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Ends what writes gigabytes into it once that is cancelled. */
final class CancellableStream extends FilterOutputStream {

  private final Cancellation cancellation;

  CancellableStream(OutputStream out, Cancellation cancellation) {
    super(out);
    this.cancellation = cancellation;
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    cancellation.check();
    out.write(bytes, from, length);
  }
}
