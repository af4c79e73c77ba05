package dev.npexport.engine.kernel.vnni;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.function.IntBinaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The machine code beside the same sums in plain Java, bit by bit. */
@EnabledIf("dev.npexport.engine.kernel.vnni.VnniBackendTest#runsHere")
class MultiplyCodeTest {

  private static final int COLUMNS = MultiplyCode.COLUMNS;
  private static final int ROWS = MultiplyCode.ROWS;

  @ParameterizedTest
  @CsvSource({"1,4,1", "1,96,2", "3,8,1", "6,96,3"})
  void multipliesRandomIntegers(int blocks, int width, int groups) {
    Random random = new Random(blocks);
    // short enough for every block: |sum| ≤ 96 · 4700² < 2³¹
    assertMultiplies(
        new Blocks(blocks, width),
        groups,
        (row, j) -> random.nextInt(-4700, 4701),
        (column, j) -> random.nextInt(-4700, 4701));
  }

  @Test
  void reachesTheEndsOfTheIntegers() {
    int[] row = {32767, 32767, 32767, 1};
    int[] column = {32767, 32767, 4, 1};
    assertThat(2L * 32767 * 32767 + 4L * 32767 + 1).isEqualTo(Integer.MAX_VALUE);
    assertMultiplies(new Blocks(2, 4), 1, (r, j) -> row[j % 4], (c, j) -> column[j % 4]);
    assertMultiplies(new Blocks(2, 4), 1, (r, j) -> -row[j % 4], (c, j) -> column[j % 4]);
  }

  @Test
  void multipliesTheLongestBlocks() {
    // √2³¹ in one entry and in two
    assertMultiplies(
        new Blocks(3, 4),
        1,
        (r, j) -> j % 4 < 2 ? 32766 : 0,
        (c, j) -> (c % 2 == 0 ? 1 : -1) * (j % 4 < 2 ? 32766 : 0));
  }

  private static void assertMultiplies(
      Blocks blocks, int groups, IntBinaryOperator rowValue, IntBinaryOperator columnValue) {
    int width = blocks.paddedWidth();
    short[][] rows = new short[groups * ROWS][width];
    short[][] columns = new short[COLUMNS][width];
    fill(rows, rowValue);
    fill(columns, columnValue);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment packedRows = arena.allocate(2L * rows.length * width, 64);
      for (int row = 0; row < rows.length; row++) {
        long at = 2L * (row / ROWS) * ROWS * width + 4L * (row % ROWS);
        pack(rows[row], packedRows, at, 4L * ROWS);
      }
      MemorySegment panel = arena.allocate(2L * COLUMNS * width, 64);
      MemorySegment scales = arena.allocate(4L * COLUMNS, 64);
      for (int column = 0; column < COLUMNS; column++) {
        pack(columns[column], panel, 4L * column, 4L * COLUMNS);
        scales.setAtIndex(ValueLayout.JAVA_FLOAT, column, 1 + column * 0.3f);
      }
      MemorySegment out = arena.allocate(4L * COLUMNS * rows.length, 64);
      MemorySegment lanes = arena.allocate((long) MultiplyCode.LANE_BYTES * rows.length, 64);
      MemorySegment sums = arena.allocate(4L * ROWS * COLUMNS, 64);
      long[] arguments = new long[MultiplyCode.ARGUMENTS];
      arguments[MultiplyCode.ROWS_AT] = packedRows.address();
      arguments[MultiplyCode.PANEL] = panel.address();
      arguments[MultiplyCode.OUT] = out.address();
      arguments[MultiplyCode.ROW_BYTES] = 4L * COLUMNS;
      arguments[MultiplyCode.SCALES] = scales.address();
      arguments[MultiplyCode.LANE] = lanes.address();
      arguments[MultiplyCode.GROUPS] = groups;
      arguments[MultiplyCode.BLOCKS] = blocks.count();
      arguments[MultiplyCode.STEPS] = blocks.steps();
      arguments[MultiplyCode.SUMS] = sums.address();
      arguments[MultiplyCode.NEXT] = panel.address();
      arguments[MultiplyCode.NEXT_BYTES] = 64;
      long[] ahead = MultiplyCode.ahead(blocks.count() * blocks.steps(), 4L * COLUMNS);
      arguments[MultiplyCode.AHEAD] = arena.allocateFrom(ValueLayout.JAVA_LONG, ahead).address();
      Kernels.make(Pages::code).multiplyPanel(arena.allocateFrom(ValueLayout.JAVA_LONG, arguments));
      for (int row = 0; row < rows.length; row++) {
        float[] largest = new float[16]; // of what the lanes hold already, zeros
        float[] smallest = new float[16];
        for (int column = 0; column < COLUMNS; column++) {
          float expected = plain(rows[row], columns[column], blocks) * (1 + column * 0.3f);
          assertThat(out.getAtIndex(ValueLayout.JAVA_FLOAT, (long) row * COLUMNS + column))
              .isEqualTo(expected);
          int lane = MultiplyCode.lane(column);
          largest[lane] = Math.max(largest[lane], expected);
          smallest[lane] = Math.min(smallest[lane], expected);
        }
        for (int lane = 0; lane < 16; lane++) {
          long at = (long) row * MultiplyCode.LANE_BYTES + 4L * lane;
          assertThat(lanes.get(ValueLayout.JAVA_FLOAT, at)).isEqualTo(largest[lane]);
          assertThat(lanes.get(ValueLayout.JAVA_FLOAT, at + MultiplyCode.SMALLEST_AT))
              .isEqualTo(smallest[lane]);
        }
      }
    }
  }

  @Test
  void asksForEachLineThatAGroupWritesOnce() {
    long rowBytes = 1000;
    Set<Long> lines = new HashSet<>();
    for (int row = 0; row < ROWS; row++) {
      for (int vector = 0; vector < COLUMNS / 16; vector++) {
        lines.add(row * rowBytes + 64 * vector);
      }
    }
    long[] ahead = MultiplyCode.ahead(144, rowBytes);
    assertThat(Arrays.stream(ahead).boxed().collect(Collectors.toSet())).isEqualTo(lines);
    assertThat(ahead).isSorted();
  }

  private static void fill(short[][] matrix, IntBinaryOperator value) {
    for (int i = 0; i < matrix.length; i++) {
      for (int j = 0; j < matrix[i].length; j++) {
        matrix[i][j] = (short) value.applyAsInt(i, j);
      }
    }
  }

  private static void pack(short[] values, MemorySegment target, long at, long step) {
    for (int j = 0; j < values.length; j += 2) {
      target.set(ValueLayout.JAVA_SHORT, at + j / 2 * step, values[j]);
      target.set(ValueLayout.JAVA_SHORT, at + j / 2 * step + 2, values[j + 1]);
    }
  }

  private static float plain(short[] row, short[] column, Blocks blocks) {
    float total = 0;
    for (int block = 0; block < blocks.count(); block++) {
      long sum = 0;
      for (int j = block * blocks.width(); j < (block + 1) * blocks.width(); j++) {
        sum += (long) row[j] * column[j];
      }
      assertThat(sum).isBetween((long) Integer.MIN_VALUE, (long) Integer.MAX_VALUE);
      total += (float) sum;
    }
    return total;
  }
}
