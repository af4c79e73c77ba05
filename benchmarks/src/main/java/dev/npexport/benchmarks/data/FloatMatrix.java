package dev.npexport.benchmarks.data;

import dev.npexport.benchmarks.BenchFailure;
import dev.npexport.engine.kernel.RowSource;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.IntStream;

/** A float32 matrix in memory, row by row. */
public record FloatMatrix(float[][] values, int width) implements RowSource {

  /** Normally distributed entries; a row depends on the seed and its number alone. */
  public static FloatMatrix gaussian(int rows, int width, double deviation, long seed) {
    float[][] values = new float[rows][width];
    IntStream.range(0, rows)
        .parallel()
        .forEach(
            row -> {
              Random random = new Random(seed * 1_000_003 + row);
              for (int i = 0; i < width; i++) {
                values[row][i] = (float) (deviation * random.nextGaussian());
              }
            });
    return new FloatMatrix(values, width);
  }

  /** Cuts entries to numbers of 16 bits, as models' weights are; returns this. */
  FloatMatrix toBfloat16() {
    for (float[] row : values) {
      for (int i = 0; i < width; i++) {
        row[i] = Float.intBitsToFloat(Float.floatToRawIntBits(row[i]) & 0xffff0000);
      }
    }
    return this;
  }

  /** The first rows of a source, rounded to float32. */
  static FloatMatrix copy(RowSource source, int most) {
    int rows = Math.min(most, source.rows());
    int width = source.width();
    float[][] values = new float[rows][width];
    double[] row = new double[width];
    for (int index = 0; index < rows; index++) {
      source.read(index, row);
      for (int i = 0; i < width; i++) {
        values[index][i] = (float) row[i];
      }
    }
    return new FloatMatrix(values, width);
  }

  @Override
  public int rows() {
    return values.length;
  }

  @Override
  public void read(int index, double[] target) {
    float[] row = values[index];
    for (int i = 0; i < width; i++) {
      target[i] = row[i];
    }
  }

  /** Writes raw little-endian float32, row-major, as the peers' scripts read it. */
  public Path write(Path file) {
    ByteBuffer bytes = ByteBuffer.allocate(width * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    try (OutputStream out = Files.newOutputStream(file)) {
      for (float[] row : values) {
        bytes.asFloatBuffer().put(row);
        out.write(bytes.array());
      }
      return file;
    } catch (IOException e) {
      throw new BenchFailure("cannot write " + file, e);
    }
  }
}
