package dev.npexport.engine.archive.shard;

import java.util.zip.Deflater;

/** Raw deflate of whole pieces; one instance for each thread. */
final class Deflate implements AutoCloseable {

  private static final int CHUNK = 1 << 16;

  /** The level that the other writers of Neuronpedia's format use. */
  static final int LEVEL = 5;

  private final Deflater deflater = new Deflater(LEVEL, true);
  private final byte[] chunk = new byte[CHUNK];

  /** Deflates {@code source} into {@code target} as a complete stream. */
  void whole(Bytes source, Bytes target) {
    deflater.reset();
    deflater.setInput(source.array(), 0, source.size());
    deflater.finish();
    while (!deflater.finished()) {
      target.write(chunk, 0, deflater.deflate(chunk, 0, CHUNK));
    }
  }

  /**
   * Deflates {@code source} into {@code target} as a part that ends at a byte and stands alone, so
   * that parts made by different threads follow each other in one stream.
   */
  void part(Bytes source, Bytes target) {
    deflater.reset();
    deflater.setInput(source.array(), 0, source.size());
    int written;
    do {
      written = deflater.deflate(chunk, 0, CHUNK, Deflater.SYNC_FLUSH);
      target.write(chunk, 0, written);
      // a buffer that was not filled means that the flush is complete
    } while (written == CHUNK);
  }

  @Override
  public void close() {
    deflater.end();
  }
}
