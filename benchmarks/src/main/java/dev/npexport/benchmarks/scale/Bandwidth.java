package dev.npexport.benchmarks.scale;

import dev.npexport.benchmarks.BenchFailure;
import dev.npexport.benchmarks.Seconds;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.IntStream;

/**
 * What the machine can move, in GB/s: the ceilings that a pass over many activations meets.
 *
 * @param diskWrite sequentially, flushed to the disk
 * @param memoryCopy by all threads; each byte counts once read and once written
 */
record Bandwidth(double diskWrite, double memoryCopy) {

  private static final long BYTES = 1L << 30;
  private static final int PIECE = 1 << 23;

  static Bandwidth measure(Path folder, int threads) {
    return new Bandwidth(
        BYTES * 1e-9 / diskSeconds(folder), 2 * BYTES * 1e-9 / copySeconds(threads));
  }

  private static double diskSeconds(Path folder) {
    Path file = folder.resolve("bandwidth");
    ByteBuffer piece = ByteBuffer.allocateDirect(PIECE);
    try {
      try (FileChannel out =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
        long start = System.nanoTime();
        for (long at = 0; at < BYTES; at += PIECE) {
          piece.clear();
          out.write(piece);
        }
        out.force(true);
        return (System.nanoTime() - start) * 1e-9;
      } finally {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new BenchFailure("cannot write " + file, e);
    }
  }

  private static double copySeconds(int threads) {
    try (Arena arena = Arena.ofShared()) {
      MemorySegment from = arena.allocate(BYTES);
      MemorySegment to = arena.allocate(BYTES);
      long part = BYTES / threads;
      Runnable copy =
          () ->
              IntStream.range(0, threads)
                  .parallel()
                  .forEach(i -> MemorySegment.copy(from, i * part, to, i * part, part));
      copy.run();
      return Seconds.of(copy);
    }
  }
}
