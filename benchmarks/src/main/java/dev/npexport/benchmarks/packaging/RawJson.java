package dev.npexport.benchmarks.packaging;

import dev.npexport.benchmarks.BenchFailure;
import dev.npexport.benchmarks.Seconds;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;

/**
 * What a shard holds, inflated, in pieces of about the size that is compressed at once.
 *
 * @param packed bytes of the compressed files
 */
record RawJson(List<byte[]> pieces, long packed) {

  private static final int PIECE = 1 << 18;

  static RawJson of(ComputedShard shard, Path work) {
    List<byte[]> pieces = new ArrayList<>();
    long packed = 0;
    try (Stream<Path> files = Files.walk(shard.folder())) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        String name = file.getFileName().toString();
        byte[] bytes = Files.readAllBytes(file);
        if (name.endsWith(".gz")) {
          cut(new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes(), pieces);
        } else if (name.endsWith(".deflate")) {
          inflateEach(bytes, pieces);
        } else {
          continue;
        }
        packed += bytes.length;
      }
    } catch (IOException e) {
      throw new BenchFailure("cannot read the shard in " + work, e);
    }
    return new RawJson(pieces, packed);
  }

  long bytes() {
    return pieces.stream().mapToLong(piece -> piece.length).sum();
  }

  /** Seconds of compressing all pieces with the JDK's own deflate. */
  double deflate(int level, int threads) {
    AtomicInteger next = new AtomicInteger();
    return Seconds.of(
        () -> IntStream.range(0, threads).parallel().forEach(thread -> deflate(level, next)));
  }

  private void deflate(int level, AtomicInteger next) {
    byte[] target = new byte[1 << 16];
    try (Deflater deflater = new Deflater(level, true)) {
      for (int i = next.getAndIncrement(); i < pieces.size(); i = next.getAndIncrement()) {
        deflater.reset();
        deflater.setInput(pieces.get(i));
        deflater.finish();
        while (!deflater.finished()) {
          deflater.deflate(target);
        }
      }
    }
  }

  /** The streams of the features follow each other. */
  private static void inflateEach(byte[] bytes, List<byte[]> pieces) {
    byte[] target = new byte[1 << 24];
    int at = 0;
    while (at < bytes.length) {
      try (Inflater inflater = new Inflater(true)) {
        inflater.setInput(bytes, at, bytes.length - at);
        int size = 0;
        while (!inflater.finished()) {
          size += inflater.inflate(target, size, target.length - size);
        }
        pieces.add(Arrays.copyOf(target, size));
        at += (int) inflater.getBytesRead();
      } catch (DataFormatException e) {
        throw new BenchFailure("the shard cannot be inflated", e);
      }
    }
  }

  private static void cut(byte[] whole, List<byte[]> pieces) {
    for (int at = 0; at < whole.length; at += PIECE) {
      pieces.add(Arrays.copyOfRange(whole, at, Math.min(whole.length, at + PIECE)));
    }
  }
}
