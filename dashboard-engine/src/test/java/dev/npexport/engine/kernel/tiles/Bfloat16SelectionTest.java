package dev.npexport.engine.kernel.tiles;

import static org.assertj.core.api.Assertions.assertThat;

import dev.npexport.engine.kernel.Matrix;
import dev.npexport.engine.kernel.Projection;
import dev.npexport.engine.kernel.ProjectionBackend;
import dev.npexport.engine.kernel.ProjectionRequest;
import dev.npexport.engine.kernel.reference.ReferenceBackend;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A bfloat16 product with its bound selects what the float64 product selects, bit by bit. */
class Bfloat16SelectionTest {

  private static final ProjectionRequest SELECTION = new ProjectionRequest(20, 20, false);

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 8, 9, 511, 512, 513, 1023, 1024, 1025, 2049})
  void forAnyNumberOfColumns(int columns) {
    assertSelects(Matrix.random(25, 33, 1), Matrix.random(columns, 33, 2));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 8, 9, 31, 33, 257, 576})
  void forAnyWidth(int width) {
    assertSelects(Matrix.random(3, width, 3), Matrix.random(700, width, 4));
  }

  @Test
  void amongEqualRowsAndNearTies() {
    var random = new Random(5);
    var columns = Matrix.random(1500, 48, 6);
    for (int v = 1; v < columns.rows(); v++) {
      columns.values()[v] = columns.values()[v % 3].clone();
      if (v % 2 == 0) {
        columns.values()[v][random.nextInt(48)] *= 1 + random.nextInt(-40, 40) * 0x1p-50;
      }
    }
    assertSelects(Matrix.random(25, 48, 7), columns);
  }

  @ParameterizedTest
  @CsvSource({"1e30,1e30", "1e-40,1", "1,1e-310", "1e300,1e-300"})
  void atAnyScale(double rowScale, double columnScale) {
    assertSelects(
        scaled(Matrix.random(25, 21, 8), rowScale), scaled(Matrix.random(800, 21, 9), columnScale));
  }

  @Test
  void underOneDominatingColumnAndHugeRanges() {
    var columns = Matrix.random(1500, 33, 10);
    var random = new Random(11);
    for (double[] column : columns.values()) {
      double factor = Math.pow(10, random.nextInt(-12, 3));
      for (int i = 0; i < column.length; i++) {
        column[i] *= factor;
      }
    }
    Arrays.setAll(columns.values()[777], i -> 1e12 * (i + 1));
    assertSelects(Matrix.random(25, 33, 12), columns);
  }

  @Test
  void ofRowsWhoseTermsCancel() {
    var random = new Random(13);
    var rows = Matrix.random(24, 128, 14);
    var columns = Matrix.random(1500, 128, 15);
    for (double[] column : columns.values()) {
      for (int i = 0; i < 128; i += 2) {
        column[i + 1] = -column[i] * (1 + random.nextGaussian() * 1e-6);
      }
    }
    for (double[] row : rows.values()) {
      for (int i = 0; i < 128; i += 2) {
        row[i + 1] = row[i];
      }
    }
    assertSelects(rows, columns);
  }

  private static Matrix scaled(Matrix matrix, double factor) {
    for (double[] row : matrix.values()) {
      Arrays.setAll(row, i -> row[i] * factor);
    }
    return matrix;
  }

  private static void assertSelects(Matrix rows, Matrix columns) {
    var expected = project(new ReferenceBackend(), rows, columns);
    var actual = project(new PlainBackend(Precision.BFLOAT16), rows, columns);
    for (int i = 0; i < expected.size(); i++) {
      assertThat(actual.get(i).topIndices()).isEqualTo(expected.get(i).topIndices());
      assertThat(actual.get(i).topValues()).isEqualTo(expected.get(i).topValues());
      assertThat(actual.get(i).bottomIndices()).isEqualTo(expected.get(i).bottomIndices());
      assertThat(actual.get(i).bottomValues()).isEqualTo(expected.get(i).bottomValues());
    }
  }

  private static List<Projection> project(ProjectionBackend backend, Matrix rows, Matrix columns) {
    var results = new ArrayList<Projection>();
    int[] indices = IntStream.range(0, rows.rows()).toArray();
    try (var projector = backend.open(columns, new BitSet())) {
      projector.project(rows, indices, 0, indices.length, SELECTION, (row, p) -> results.add(p));
    }
    return results;
  }
}
