package dev.npexport.engine.format.file;

import dev.npexport.engine.problem.Cancellation;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Ends whoever reads a long file once the work of that thread is cancelled. */
final class CancellableInput extends FilterInputStream {

  private final Cancellation cancellation = Cancellation.current();

  CancellableInput(InputStream in) {
    super(in);
  }

  @Override
  public int read() throws IOException {
    cancellation.check();
    return in.read();
  }

  @Override
  public int read(byte[] target, int from, int length) throws IOException {
    cancellation.check();
    return in.read(target, from, length);
  }
}
