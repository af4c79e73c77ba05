package dev.npexport.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.npexport.engine.kernel.reference.ReferenceBackend;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every backend promises; each has a subclass that hands in its own. */
public abstract class ProjectionBackendContract {

  private static final ProjectionRequest EVERYTHING =
      new ProjectionRequest(20, 20, true, 50, 50, 37);

  protected abstract ProjectionBackend backend();

  @ParameterizedTest
  @ValueSource(
      ints = {1, 2, 7, 8, 15, 16, 17, 31, 33, 63, 65, 127, 129, 511, 513, 1023, 1025, 2049})
  void equalsTheReferenceForAnyNumberOfColumns(int columns) {
    assertEqualsReference(Matrix.random(30, 19, 1), Matrix.random(columns, 19, 2), new BitSet());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 8, 9, 16, 31, 33, 64, 65, 255, 257, 576})
  void equalsTheReferenceForAnyWidth(int width) {
    assertEqualsReference(Matrix.random(26, width, 3), Matrix.random(700, width, 4), new BitSet());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 23, 24, 25, 47, 48, 49, 239, 240, 241, 500})
  void equalsTheReferenceForAnyNumberOfRows(int rows) {
    assertEqualsReference(Matrix.random(rows, 17, 5), Matrix.random(600, 17, 6), new BitSet());
  }

  @Test
  void breaksTiesByTheLowerColumn() {
    var columns = Matrix.random(3000, 12, 7);
    for (int v = 0; v < columns.rows(); v++) {
      columns.values()[v] = columns.values()[v % 5];
    }
    assertEqualsReference(Matrix.random(25, 12, 8), columns, new BitSet());
  }

  @Test
  void ranksNearTiesAtTheLastPlaceAsFloat64Does() {
    var random = new Random(9);
    var columns = Matrix.random(2000, 64, 10);
    for (int v = 1; v < columns.rows(); v++) {
      columns.values()[v] = columns.values()[0].clone();
      columns.values()[v][random.nextInt(64)] *= 1 + random.nextInt(-40, 40) * 0x1p-50;
    }
    assertEqualsReference(Matrix.random(25, 64, 11), columns, new BitSet());
  }

  @Test
  void ranksRowsWhoseTermsCancelAsFloat64Does() {
    var random = new Random(12);
    var rows = Matrix.random(24, 128, 13);
    var columns = new Matrix(new double[1500][128], 128);
    for (double[] column : columns.values()) {
      for (int i = 0; i < 128; i += 2) {
        column[i] = random.nextGaussian() * 1e6;
        column[i + 1] = -column[i] + random.nextGaussian() * 1e-3;
      }
    }
    for (double[] row : rows.values()) {
      for (int i = 0; i < 128; i += 2) {
        row[i + 1] = row[i];
      }
    }
    assertSelectionEqualsReference(rows, columns);
  }

  @Test
  void givesTiesToTheLowestColumnsWhenAllColumnsAreEqual() {
    var columns = Matrix.random(1100, 9, 14);
    Arrays.fill(columns.values(), columns.values()[3]);
    var results = project(Matrix.random(3, 9, 15), columns, new BitSet(), EVERYTHING);
    for (var projection : results) {
      assertThat(projection.topIndices()).isEqualTo(IntStream.range(0, 20).toArray());
      assertThat(projection.bottomIndices()).isEqualTo(IntStream.range(0, 20).toArray());
      assertThat(projection.min()).isEqualTo(projection.max());
      long[] counts = projection.histograms().getFirst().counts();
      assertThat(counts[49]).isEqualTo(1100);
    }
  }

  @Test
  void putsEverythingOfAZeroRowIntoTheLastBin() {
    var rows = new Matrix(new double[2][9], 9);
    var projection = project(rows, Matrix.random(1100, 9, 16), new BitSet(), EVERYTHING).getLast();
    assertThat(projection.topIndices()).isEqualTo(IntStream.range(0, 20).toArray());
    assertThat(projection.topValues()).containsOnly(0.0);
    assertThat(projection.std()).isZero();
    assertThat(projection.histograms().getLast().counts()[36]).isEqualTo(1100);
  }

  @ParameterizedTest
  @CsvSource({"1e30,1e30", "1e-30,1e-30", "1e-40,1", "1,1e-44", "1e60,1e-60"})
  void equalsTheReferenceAtAnyScale(double rowScale, double columnScale) {
    var rows = Matrix.random(25, 21, 17);
    var columns = Matrix.random(800, 21, 18);
    scale(rows, rowScale);
    scale(columns, columnScale);
    assertEqualsReference(rows, columns, new BitSet());
  }

  /** Where squares leave the range of float64, the selection is still right. */
  @ParameterizedTest
  @CsvSource({"1e-310,1", "1,1e-310", "1e150,1e150", "1e-160,1e-160", "1e300,1e-300"})
  void selectsAsTheReferenceAtTheEndsOfTheRange(double rowScale, double columnScale) {
    var rows = Matrix.random(25, 21, 17);
    var columns = Matrix.random(800, 21, 18);
    scale(rows, rowScale);
    scale(columns, columnScale);
    assertSelectionEqualsReference(rows, columns);
  }

  @Test
  void equalsTheReferenceWhenColumnsDifferIn80OrdersOfMagnitude() {
    var random = new Random(19);
    var columns = Matrix.random(1500, 21, 20);
    for (double[] column : columns.values()) {
      double factor = Math.pow(10, random.nextInt(-40, 40));
      for (int i = 0; i < column.length; i++) {
        column[i] *= factor;
      }
    }
    assertSelectionEqualsReference(Matrix.random(25, 21, 21), columns);
  }

  @Test
  void selectsAmongTheSmallWhenOneColumnDominates() {
    var columns = Matrix.random(1500, 33, 22);
    for (int i = 0; i < 33; i++) {
      columns.values()[777][i] *= 1e12;
    }
    assertSelectionEqualsReference(Matrix.random(25, 33, 23), columns);
  }

  @Test
  void leavesOutExcludedColumns() {
    var excluded = new BitSet();
    new Random(24).ints(400, 0, 1300).forEach(excluded::set);
    assertEqualsReference(Matrix.random(25, 14, 25), Matrix.random(1300, 14, 26), excluded);
  }

  @Test
  void isEmptyWhenAllColumnsAreExcluded() {
    var excluded = new BitSet();
    excluded.set(0, 5);
    var projection =
        project(Matrix.random(1, 4, 27), Matrix.random(5, 4, 28), excluded, EVERYTHING).getFirst();
    assertThat(projection.topIndices()).isEmpty();
    assertThat(projection.mean()).isZero();
    assertThat(projection.histograms()).allSatisfy(h -> assertThat(h.counts()).isEmpty());
  }

  @Test
  void returnsWhatWasAskedForAndNoMore() {
    var request = new ProjectionRequest(3, 0, false);
    var projection =
        project(Matrix.random(1, 4, 29), Matrix.random(90, 4, 30), new BitSet(), request)
            .getFirst();
    assertThat(projection.topIndices()).hasSize(3);
    assertThat(projection.bottomIndices()).isEmpty();
    assertThat(projection.histograms()).isEmpty();
    assertThat(List.of(projection.mean(), projection.std(), projection.min(), projection.max()))
        .containsOnly(0.0);
  }

  @Test
  void givesARowTheSameBitsWhateverElseIsAskedFor() {
    var rows = Matrix.random(300, 96, 31);
    var columns = Matrix.random(2100, 96, 32);
    var all = project(rows, columns, new BitSet(), EVERYTHING);
    try (var projector = backend().open(columns, new BitSet())) {
      int[] some = new Random(33).ints(90, 0, 300).distinct().sorted().toArray();
      var again = new ArrayList<Projection>();
      for (int cut = 0; cut < some.length; cut += 7) {
        int end = Math.min(cut + 7, some.length);
        projector.project(rows, some, cut, end, EVERYTHING, (row, p) -> again.add(p));
      }
      for (int i = 0; i < some.length; i++) {
        assertSameBits(again.get(i), all.get(some[i]));
      }
    }
  }

  @Test
  void givesTheSameBitsOnSeveralThreads() {
    var rows = Matrix.random(64, 96, 34);
    var columns = Matrix.random(2100, 96, 35);
    var expected = project(rows, columns, new BitSet(), EVERYTHING);
    try (var projector = backend().open(columns, new BitSet())) {
      IntStream.range(0, 8)
          .parallel()
          .forEach(
              repetition -> {
                var indices = IntStream.range(0, 64).toArray();
                projector.project(
                    rows, indices, 0, 64, EVERYTHING, (r, p) -> assertSameBits(p, expected.get(r)));
              });
    }
  }

  @Test
  void saysWhoseProductsItsAre() {
    try (var projector = backend().open(Matrix.random(90, 8, 37), new BitSet())) {
      assertThat(projector.backend()).isEqualTo(backend().name());
    }
  }

  @Test
  void stopsWhenItsThreadIsInterrupted() {
    var rows = Matrix.random(4, 8, 36);
    try (var projector = backend().open(Matrix.random(90, 8, 37), new BitSet())) {
      Thread.currentThread().interrupt();
      assertThatThrownBy(
              () -> projector.project(rows, new int[] {0}, 0, 1, EVERYTHING, (row, p) -> {}))
          .isInstanceOf(CancellationException.class);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  private void assertEqualsReference(Matrix rows, Matrix columns, BitSet excluded) {
    var expected = reference(rows, columns, excluded);
    var actual = project(rows, columns, excluded, EVERYTHING);
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < actual.size(); i++) {
      assertSameSelection(actual.get(i), expected.get(i));
      assertCloseMoments(actual.get(i), expected.get(i));
      double[] logits = product(rows.values()[i], columns, excluded);
      for (int h = 0; h < actual.get(i).histograms().size(); h++) {
        assertCountsLogits(
            actual.get(i).histograms().get(h), expected.get(i).histograms().get(h), logits);
      }
    }
  }

  private void assertSelectionEqualsReference(Matrix rows, Matrix columns) {
    var expected = reference(rows, columns, new BitSet());
    var actual = project(rows, columns, new BitSet(), EVERYTHING);
    for (int i = 0; i < actual.size(); i++) {
      assertSameSelection(actual.get(i), expected.get(i));
    }
  }

  private static void assertSameSelection(Projection actual, Projection expected) {
    assertThat(actual.topIndices()).isEqualTo(expected.topIndices());
    assertThat(actual.topValues()).isEqualTo(expected.topValues());
    assertThat(actual.bottomIndices()).isEqualTo(expected.bottomIndices());
    assertThat(actual.bottomValues()).isEqualTo(expected.bottomValues());
    assertThat(actual.min()).isEqualTo(expected.min());
    assertThat(actual.max()).isEqualTo(expected.max());
  }

  private static void assertCloseMoments(Projection actual, Projection expected) {
    double size = Math.max(Math.abs(expected.min()), Math.abs(expected.max()));
    assertThat(actual.mean()).isCloseTo(expected.mean(), within(1e-12 * size));
    assertThat(actual.std()).isCloseTo(expected.std(), within(1e-6 * size));
  }

  /** Edges are the same; every count is between those of the logits moved by a float32 rounding. */
  private static void assertCountsLogits(Histogram actual, Histogram expected, double[] logits) {
    assertThat(actual.edges()).isEqualTo(expected.edges());
    assertThat(Arrays.stream(actual.counts()).sum()).isEqualTo(logits.length);
    int bins = actual.counts().length;
    double lo = actual.edges()[0];
    double hi = actual.edges()[bins];
    if (lo == hi) {
      assertThat(actual.counts()).isEqualTo(expected.counts());
      return;
    }
    double tolerance = 1e-5 * Math.max(Math.abs(lo), Math.abs(hi));
    long below = 0;
    for (int bin = 1; bin < bins; bin++) {
      below += actual.counts()[bin - 1];
      double edge = actual.edges()[bin];
      assertThat(below)
          .isBetween(
              Arrays.stream(logits).filter(x -> x < edge - tolerance).count(),
              Arrays.stream(logits).filter(x -> x < edge + tolerance).count());
    }
  }

  private static void assertSameBits(Projection actual, Projection expected) {
    assertSameSelection(actual, expected);
    assertThat(actual.mean()).isEqualTo(expected.mean());
    assertThat(actual.std()).isEqualTo(expected.std());
    for (int i = 0; i < actual.histograms().size(); i++) {
      assertThat(actual.histograms().get(i).counts())
          .isEqualTo(expected.histograms().get(i).counts());
    }
  }

  private List<Projection> project(
      Matrix rows, Matrix columns, BitSet excluded, ProjectionRequest request) {
    return project(backend(), rows, columns, excluded, request);
  }

  private static List<Projection> reference(Matrix rows, Matrix columns, BitSet excluded) {
    return project(new ReferenceBackend(), rows, columns, excluded, EVERYTHING);
  }

  private static List<Projection> project(
      ProjectionBackend backend,
      Matrix rows,
      Matrix columns,
      BitSet excluded,
      ProjectionRequest request) {
    var results = new ArrayList<Projection>();
    int[] indices = IntStream.range(0, rows.rows()).toArray();
    try (var projector = backend.open(columns, excluded)) {
      projector.project(rows, indices, 0, indices.length, request, (row, p) -> results.add(p));
    }
    return results;
  }

  private static double[] product(double[] row, Matrix columns, BitSet excluded) {
    return Arrays.stream(IncludedColumns.of(columns.rows(), excluded))
        .mapToDouble(v -> DotProduct.of(row, 0, columns.values()[v], 0, row.length))
        .toArray();
  }

  private static void scale(Matrix matrix, double factor) {
    for (double[] row : matrix.values()) {
      for (int i = 0; i < row.length; i++) {
        row[i] *= factor;
      }
    }
  }
}
