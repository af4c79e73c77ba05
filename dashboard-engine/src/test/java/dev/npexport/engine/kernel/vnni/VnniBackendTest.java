package dev.npexport.engine.kernel.vnni;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.npexport.engine.kernel.Matrix;
import dev.npexport.engine.kernel.Projection;
import dev.npexport.engine.kernel.ProjectionBackend;
import dev.npexport.engine.kernel.ProjectionBackendContract;
import dev.npexport.engine.kernel.ProjectionRequest;
import dev.npexport.engine.kernel.Projector;
import dev.npexport.engine.kernel.reference.ReferenceBackend;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@EnabledIf("runsHere")
class VnniBackendTest extends ProjectionBackendContract {

  private static final ProjectionRequest REQUEST = new ProjectionRequest(20, 20, true, 50);

  static boolean runsHere() {
    return new VnniBackend().unavailable().isEmpty();
  }

  @Override
  protected ProjectionBackend backend() {
    return new VnniBackend();
  }

  /** Rows of a block, of a set, and panels and lanes of columns. */
  @ParameterizedTest
  @CsvSource({"7,383", "8,384", "9,385", "65,47", "129,49", "257,97"})
  void selectsAsTheReferenceAtItsBorders(int rows, int columns) {
    assertSelectsAsTheReference(
        floats(Matrix.random(rows, 20, 1)), floats(Matrix.random(columns, 20, 2)));
  }

  /** Their float64 logits come from memory instead of from the source. */
  @ParameterizedTest
  @ValueSource(ints = {1, 3, 4, 96, 100, 577})
  void selectsAsTheReferenceAmongColumnsThatAreFloat32(int width) {
    assertSelectsAsTheReference(Matrix.random(9, width, 3), floats(Matrix.random(1000, width, 4)));
  }

  @ParameterizedTest
  @CsvSource({
    "FLOAT16,4",
    "FLOAT16,100",
    "FLOAT16,577",
    "BFLOAT16,4",
    "BFLOAT16,100",
    "FLOAT32,100"
  })
  void equalsTheReferenceWhateverTheFormatOfTheColumns(ColumnFormat format, int width) {
    Matrix columns = floats(Matrix.random(5003, width, 11));
    for (double[] column : columns.values()) {
      Arrays.setAll(column, j -> in(format, column[j]));
    }
    try (PackedColumns packed = PackedColumns.open(columns, new BitSet(), 1L << 30)) {
      assertThat(packed.kept().format()).isEqualTo(format);
      assertThat(packed.kept().areExact()).isTrue();
    }
    assertSelectsAsTheReference(Matrix.random(9, width, 12), columns);
  }

  @Test
  void keepsFloat32WhereOneColumnIsUnlikeTheRest() {
    Matrix columns = floats(Matrix.random(5003, 8, 13));
    for (double[] column : columns.values()) {
      Arrays.setAll(column, j -> in(ColumnFormat.FLOAT16, column[j]));
    }
    columns.values()[4001][3] = 0.3f;
    try (PackedColumns packed = PackedColumns.open(columns, new BitSet(), 1L << 30)) {
      assertThat(packed.kept().format()).isEqualTo(ColumnFormat.FLOAT32);
    }
    assertSelectsAsTheReference(Matrix.random(9, 8, 14), columns);
  }

  private static double in(ColumnFormat format, double value) {
    return switch (format) {
      case FLOAT16 -> Float.float16ToFloat(Float.floatToFloat16((float) value));
      // some far smaller than a float16 number can be
      case BFLOAT16 ->
          (Math.abs(value) < 0.1 ? 0x1p-40 : 1)
              * Float.intBitsToFloat(Float.floatToRawIntBits((float) value) & 0xffff0000);
      case FLOAT32 -> (float) value;
    };
  }

  @Test
  void takesDeviationsToAHundredThousandth() {
    Matrix rows = Matrix.random(40, 64, 5);
    Matrix columns = Matrix.random(6001, 64, 6);
    for (double[] column : columns.values()) {
      column[3] = 5 + 4 * column[3]; // a common part, and a direction of preference
    }
    List<Projection> actual = project(backend().open(columns, new BitSet()), rows);
    List<Projection> expected = project(new ReferenceBackend().open(columns, new BitSet()), rows);
    for (int i = 0; i < actual.size(); i++) {
      double std = expected.get(i).std();
      assertThat(actual.get(i).std()).isCloseTo(std, within(1e-5 * std));
    }
  }

  /** Of which rounding to integers, or to float32, would leave nothing or too little. */
  @ParameterizedTest
  @CsvSource({
    "ONE_ENTRY_IS_COMMON,ONE_ENTRY_DOMINATES,4999",
    "ONE_ENTRY_DOMINATES,ONE_ENTRY_IS_COMMON,4999",
    "SPARSE,ONE_ENTRY_DOMINATES,4999",
    "GAUSSIAN,ONE_ROW_DOMINATES,4999",
    "HEAVY_TAILED,HEAVY_TAILED,4999",
    "ONE_ROW_DOMINATES,REPEATED,4999",
    "ONE_ENTRY_DOMINATES,NEAR_TIES,382",
    "SPARSE,COMMON_MEAN,3",
    "GAUSSIAN,COMMON_MEAN,4000"
  })
  void takesDeviationsToAHundredThousandthOfAnyNumbers(
      FuzzNumbers rowNumbers, FuzzNumbers columnNumbers, int count) {
    Random random = new Random(15);
    Matrix rows = rowNumbers.matrix(40, 32, FuzzNumbers.Type.FLOAT32, random);
    Matrix columns = columnNumbers.matrix(count, 32, FuzzNumbers.Type.FLOAT32, random);
    List<Projection> actual = project(backend().open(columns, new BitSet()), rows);
    List<Projection> expected = project(new ReferenceBackend().open(columns, new BitSet()), rows);
    for (int i = 0; i < actual.size(); i++) {
      double std = expected.get(i).std();
      double size = Math.max(Math.abs(actual.get(i).min()), Math.abs(actual.get(i).max()));
      // float64 logits are no better either
      assertThat(actual.get(i).std()).isCloseTo(std, within(1e-5 * std + 1e-14 * size));
    }
  }

  @Test
  void takesTheSameDeviationWithoutAHistogram() {
    Matrix rows = Matrix.random(3, 64, 7);
    Matrix columns = Matrix.random(6001, 64, 8);
    try (Projector projector = backend().open(columns, new BitSet())) {
      List<Double> without = new ArrayList<>();
      projector.project(
          rows,
          new int[] {0, 1, 2},
          0,
          3,
          new ProjectionRequest(1, 0, true),
          (row, projection) -> without.add(projection.std()));
      assertThat(without)
          .isEqualTo(project(projector, rows).stream().map(Projection::std).toList());
    }
  }

  @Test
  void givesTheSameBitsWhereFloat32ColumnsAreNotKept() {
    Matrix rows = floats(Matrix.random(50, 64, 9));
    Matrix columns = floats(Matrix.random(5003, 64, 10));
    List<Projection> kept = project(backend().open(columns, new BitSet()), rows);
    PackedColumns packed = PackedColumns.open(columns, new BitSet(), 1 << 20);
    assertThat(packed.kept().areResident()).isFalse();
    List<Projection> converted =
        project(new VnniProjector(Kernels.make(Pages::code), packed), rows);
    for (int i = 0; i < kept.size(); i++) {
      assertThat(converted.get(i).topValues()).isEqualTo(kept.get(i).topValues());
      assertThat(converted.get(i).std()).isEqualTo(kept.get(i).std());
      assertThat(converted.get(i).histograms().getFirst().counts())
          .isEqualTo(kept.get(i).histograms().getFirst().counts());
    }
  }

  @Test
  void leavesColumnsThatDoNotFitIntoMemoryToFloat32() {
    Matrix columns = floats(Matrix.random(500, 20, 11));
    System.setProperty(VnniBackend.RESIDENT_BYTES, "1000");
    try (Projector projector = backend().open(columns, new BitSet())) {
      assertThat(projector.backend()).isEqualTo("nd4j");
    } finally {
      System.clearProperty(VnniBackend.RESIDENT_BYTES);
    }
    try (Projector projector = backend().open(columns, new BitSet())) {
      assertThat(projector.backend()).isEqualTo("vnni");
    }
  }

  @Test
  void saysThatAMachineLacksTheInstructions() {
    CpuFlags old = CpuFlags.of("Linux", "amd64", "flags\t\t: fpu avx2 avx512f popcnt\n");
    VnniBackend backend = new VnniBackend(old, () -> MachineCode.make(Pages::code));
    assertThat(backend.unavailable()).hasValue("the CPU has no avx512_vnni");
  }

  private static void assertSelectsAsTheReference(Matrix rows, Matrix columns) {
    List<Projection> actual = project(new VnniBackend().open(columns, new BitSet()), rows);
    List<Projection> expected = project(new ReferenceBackend().open(columns, new BitSet()), rows);
    for (int i = 0; i < expected.size(); i++) {
      assertThat(actual.get(i).topIndices()).isEqualTo(expected.get(i).topIndices());
      assertThat(actual.get(i).topValues()).isEqualTo(expected.get(i).topValues());
      assertThat(actual.get(i).bottomIndices()).isEqualTo(expected.get(i).bottomIndices());
      assertThat(actual.get(i).bottomValues()).isEqualTo(expected.get(i).bottomValues());
    }
  }

  private static List<Projection> project(Projector projector, Matrix rows) {
    List<Projection> results = new ArrayList<>();
    int[] indices = IntStream.range(0, rows.rows()).toArray();
    projector.project(rows, indices, 0, indices.length, REQUEST, (row, p) -> results.add(p));
    return results;
  }

  private static Matrix floats(Matrix matrix) {
    for (double[] row : matrix.values()) {
      Arrays.setAll(row, i -> (float) row[i]);
    }
    return matrix;
  }
}
