package dev.npexport.benchmarks.packaging;

import dev.npexport.benchmarks.BenchFailure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.DataFormatException;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;

/**
 * What the files of one kind in a shard hold, inflated, in pieces of about the size that is
 * compressed at once.
 *
 * @param packed bytes of the compressed files
 */
record RawJson(String kind, List<byte[]> pieces, long packed) {

  private static final int PIECE = 1 << 22;

  /** The files of features. */
  static RawJson features(Path shard) {
    return read("features", shard, ".deflate");
  }

  /** The batch files of rows. */
  static RawJson rows(Path shard) {
    return read("rows", shard, ".gz");
  }

  private static RawJson read(String kind, Path shard, String ending) {
    List<byte[]> pieces = new ArrayList<>();
    long packed = 0;
    try (Stream<Path> files = Files.walk(shard)) {
      for (Path file : files.filter(path -> path.toString().endsWith(ending)).sorted().toList()) {
        byte[] bytes = Files.readAllBytes(file);
        packed += bytes.length;
        if (ending.equals(".gz")) {
          cut(new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes(), pieces);
        } else {
          inflateEach(bytes, pieces);
        }
      }
    } catch (IOException e) {
      throw new BenchFailure("cannot read the shard " + shard, e);
    }
    return new RawJson(kind, pieces, packed);
  }

  long bytes() {
    return pieces.stream().mapToLong(piece -> piece.length).sum();
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
