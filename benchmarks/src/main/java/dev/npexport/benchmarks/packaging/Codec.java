package dev.npexport.benchmarks.packaging;

import dev.npexport.benchmarks.Seconds;
import dev.npexport.engine.archive.deflate.FastDeflate;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.zip.Deflater;

/** A way to compress a piece; each thread has one of its own. */
interface Codec extends AutoCloseable {

  /** Bytes that the piece becomes. */
  long pack(byte[] piece);

  @Override
  void close();

  /** What compressing all pieces took and made. */
  record Measured(double seconds, long packed) {}

  static Measured measure(List<byte[]> pieces, Supplier<Codec> codec, int threads) {
    AtomicInteger next = new AtomicInteger();
    AtomicLong packed = new AtomicLong();
    double seconds =
        Seconds.of(
            () ->
                IntStream.range(0, threads)
                    .parallel()
                    .forEach(
                        thread -> {
                          try (Codec own = codec.get()) {
                            int i = next.getAndIncrement();
                            while (i < pieces.size()) {
                              packed.addAndGet(own.pack(pieces.get(i)));
                              i = next.getAndIncrement();
                            }
                          }
                        }));
    return new Measured(seconds, packed.get());
  }

  /** The JDK's own. */
  static Codec zlib(int level) {
    Deflater deflater = new Deflater(level, true);
    byte[] target = new byte[1 << 16];
    return new Codec() {
      @Override
      public long pack(byte[] piece) {
        deflater.reset();
        deflater.setInput(piece);
        deflater.finish();
        while (!deflater.finished()) {
          deflater.deflate(target);
        }
        return deflater.getBytesWritten();
      }

      @Override
      public void close() {
        deflater.end();
      }
    };
  }

  /** The one that shards are written with. */
  static Codec ours() {
    FastDeflate deflate = new FastDeflate();
    ByteArrayOutputStream target = new ByteArrayOutputStream(1 << 20);
    return new Codec() {
      @Override
      public long pack(byte[] piece) {
        target.reset();
        deflate.whole(piece, piece.length, target);
        return target.size();
      }

      @Override
      public void close() {
        // holds arrays only
      }
    };
  }
}
