package dev.npexport.engine.kernel.tiles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.npexport.engine.kernel.RowSource;
import dev.npexport.engine.problem.Cancellation;
import dev.npexport.engine.problem.InputException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ColumnTilesTest {

  private static final int COLUMNS = 5 * ColumnTiles.TILE;

  private final List<PlainArithmetic.Buffer> allocated =
      Collections.synchronizedList(new ArrayList<>());

  /** While columns are measured, and while they are rounded. */
  @ParameterizedTest
  @ValueSource(ints = {1, COLUMNS / 2, COLUMNS + 1, 2 * COLUMNS})
  void keepsNoMemoryWhenItsColumnsAreNoLongerWanted(int last) {
    Columns columns = new Columns(last);
    assertThatThrownBy(() -> ColumnTiles.open(new Counted(), columns, new BitSet(), 1L << 30))
        .isInstanceOf(InputException.class);
    assertThat(allocated)
        .allSatisfy(buffer -> assertThat(buffer.arena().scope().isAlive()).isFalse());
    assertThat(allocated).hasSize(last <= COLUMNS ? 0 : 5);
  }

  /** Whose reading is cancelled with the {@code last}. */
  private record Columns(int last, AtomicInteger read, Cancellation cancellation)
      implements RowSource {

    Columns(int last) {
      this(last, new AtomicInteger());
    }

    private Columns(int last, AtomicInteger read) {
      this(last, read, new Cancellation(() -> read.incrementAndGet() >= last));
    }

    @Override
    public int rows() {
      return COLUMNS;
    }

    @Override
    public int width() {
      return 3;
    }

    @Override
    public void read(int index, double[] target) {
      cancellation.check();
      target[0] = index;
      target[1] = 1;
      target[2] = -index;
    }
  }

  private final class Counted implements TileArithmetic<PlainArithmetic.Buffer> {

    private final PlainArithmetic plain = new PlainArithmetic(Precision.FLOAT32);

    @Override
    public String backend() {
      return plain.backend();
    }

    @Override
    public Precision precision() {
      return plain.precision();
    }

    @Override
    public PlainArithmetic.Buffer allocate(long bytes) {
      PlainArithmetic.Buffer buffer = plain.allocate(bytes);
      allocated.add(buffer);
      return buffer;
    }

    @Override
    public void multiply(
        PlainArithmetic.Buffer columns,
        int size,
        PlainArithmetic.Buffer rows,
        int slots,
        int width,
        PlainArithmetic.Buffer product) {
      throw new UnsupportedOperationException("nothing is multiplied here");
    }
  }
}
