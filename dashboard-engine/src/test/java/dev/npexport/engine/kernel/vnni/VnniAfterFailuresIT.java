package dev.npexport.engine.kernel.vnni;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.npexport.engine.kernel.Matrix;
import dev.npexport.engine.kernel.Projection;
import dev.npexport.engine.kernel.ProjectionRequest;
import dev.npexport.engine.kernel.Projector;
import dev.npexport.engine.kernel.RowSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** One projector on several threads, some of whose calls fail; and what is left of it in memory. */
@EnabledIf("dev.npexport.engine.kernel.vnni.VnniBackendTest#runsHere")
class VnniAfterFailuresIT {

  private static final int WIDTH = 100;
  private static final int ROWS = 300;
  private static final int THREADS = 4;
  private static final int CALLS = 20;
  private static final long LEAK = 200L << 20;
  private static final ProjectionRequest REQUEST = new ProjectionRequest(20, 20, true, 50, 37);
  private static final Matrix COLUMNS = Matrix.random(5001, WIDTH, 1);
  private static final Matrix MATRIX = Matrix.random(ROWS, WIDTH, 2);

  @Test
  void givesTheSameBitsBesideAndAfterCallsThatFail() throws Exception {
    try (Projector projector = new VnniBackend().open(COLUMNS, new BitSet());
        ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      List<Projection> expected = project(projector, MATRIX);
      AtomicInteger seed = new AtomicInteger();
      List<Future<?>> running = new ArrayList<>();
      for (int thread = 0; thread < THREADS; thread++) {
        running.add(threads.submit(() -> callAndFail(projector, expected, seed)));
      }
      for (Future<?> one : running) {
        one.get();
      }
    }
  }

  private static void callAndFail(
      Projector projector, List<Projection> expected, AtomicInteger seed) {
    for (int call = 0; call < CALLS; call++) {
      Random random = new Random(seed.incrementAndGet());
      int row = random.nextInt(ROWS);
      switch (call % 4) {
        case 0 -> assertSame(project(projector, MATRIX), expected);
        case 1 ->
            assertThatThrownBy(() -> project(projector, at(row, VnniAfterFailuresIT::fail)))
                .isInstanceOf(Unreadable.class);
        case 2 -> {
          assertThatThrownBy(
                  () -> project(projector, at(row, () -> Thread.currentThread().interrupt())))
              .isInstanceOf(CancellationException.class);
          assertThat(Thread.interrupted()).isTrue();
        }
        default ->
            assertThatThrownBy(
                    () ->
                        projector.project(
                            MATRIX,
                            new int[] {row, 0, row},
                            0,
                            3,
                            REQUEST,
                            (index, projection) -> fail()))
                .isInstanceOf(Unreadable.class);
      }
    }
    assertSame(project(projector, MATRIX), expected);
  }

  @Test
  void givesItsMemoryBackWhenItIsClosed() {
    long before = opened(() -> {});
    // each takes about 30 MB
    opened(
        () -> {
          for (int time = 0; time < 30; time++) {
            try (Projector projector = new VnniBackend().open(COLUMNS, new BitSet())) {
              assertThatThrownBy(() -> project(projector, at(9, VnniAfterFailuresIT::fail)))
                  .isInstanceOf(Unreadable.class);
              project(projector, MATRIX);
            }
          }
        });
    assertThat(NativeMemory.mappedBytes() - before).isLessThan(LEAK);
  }

  /** Columns are read several times: for the mean, for formats, to round and to keep them. */
  @Test
  void givesItsMemoryBackWhenColumnsCannotBeRead() {
    RowSource columns = floats(COLUMNS);
    int reads = readsOf(columns);
    int times = 300;
    long before = opened(() -> {});
    AtomicInteger failed = new AtomicInteger();
    for (int time = 0; time < times; time++) {
      int last = (int) ((long) reads * time / times);
      AtomicInteger read = new AtomicInteger();
      RowSource failing =
          reading(
              columns,
              index -> {
                if (read.incrementAndGet() > last) {
                  fail();
                }
              });
      assertThatThrownBy(() -> new VnniBackend().open(failing, new BitSet()))
          .isInstanceOf(Unreadable.class);
      failed.incrementAndGet();
    }
    assertThat(failed).hasValue(times);
    assertThat(NativeMemory.mappedBytes() - before).isLessThan(LEAK);
  }

  /** Opens and uses one first, so that threads and code are there, then does the work. */
  private static long opened(Runnable work) {
    try (Projector projector = new VnniBackend().open(COLUMNS, new BitSet())) {
      project(projector, MATRIX);
    }
    work.run();
    return NativeMemory.mappedBytes();
  }

  private static int readsOf(RowSource columns) {
    AtomicInteger read = new AtomicInteger();
    new VnniBackend().open(reading(columns, index -> read.incrementAndGet()), new BitSet()).close();
    return read.get();
  }

  private static List<Projection> project(Projector projector, RowSource rows) {
    List<Projection> results = new ArrayList<>();
    int[] indices = IntStream.range(0, ROWS).toArray();
    projector.project(rows, indices, 0, ROWS, REQUEST, (row, p) -> results.add(p));
    return results;
  }

  private static void assertSame(List<Projection> actual, List<Projection> expected) {
    for (int row = 0; row < ROWS; row++) {
      Projection one = actual.get(row);
      Projection other = expected.get(row);
      assertThat(one.topIndices()).isEqualTo(other.topIndices());
      assertThat(one.bottomValues()).isEqualTo(other.bottomValues());
      assertThat(one.std()).isEqualTo(other.std());
      for (int i = 0; i < 2; i++) {
        assertThat(one.histograms().get(i).counts()).isEqualTo(other.histograms().get(i).counts());
      }
    }
  }

  /** The rows; something happens when a certain one is read. */
  private static RowSource at(int row, Runnable event) {
    return reading(
        MATRIX,
        index -> {
          if (index == row) {
            event.run();
          }
        });
  }

  @FunctionalInterface
  private interface Reading {
    void of(int index);
  }

  private static RowSource reading(RowSource source, Reading event) {
    return new RowSource() {
      @Override
      public int rows() {
        return source.rows();
      }

      @Override
      public int width() {
        return source.width();
      }

      @Override
      public void read(int index, double[] target) {
        event.of(index);
        source.read(index, target);
      }
    };
  }

  private static Matrix floats(Matrix matrix) {
    double[][] values = new double[matrix.rows()][];
    Arrays.setAll(
        values, i -> Arrays.stream(matrix.values()[i]).map(value -> (float) value).toArray());
    return new Matrix(values, matrix.width());
  }

  private static final class Unreadable extends RuntimeException {
    Unreadable() {
      super("the row cannot be read");
    }
  }

  private static void fail() {
    throw new Unreadable();
  }
}
