package dev.npexport.engine.kernel.vnni;

import static dev.npexport.engine.kernel.vnni.Assembler.*;

import dev.npexport.engine.kernel.vnni.Assembler.Label;

/**
 * One panel of {@link #COLUMNS} columns times groups of {@link #ROWS} rows. In registers are the 24
 * × 16 integer sums of a group; after each block of the width they become float32 and are added up,
 * so that no integer overflows. At the end they are scaled, stored, and each row's lanes keep their
 * largest and smallest value.
 */
final class MultiplyCode {

  static final int ROWS = 8;
  static final int COLUMNS = 48;

  /** Panels whose columns have lanes of their own; each has 16. */
  static final int LANE_PANELS = 24;

  static final int LANES = 16 * LANE_PANELS;

  static final int SMALLEST_AT = LANES * Float.BYTES;

  /** Bytes of a row's lanes: largest and smallest; a line keeps rows apart in the cache. */
  static final int LANE_BYTES = 2 * SMALLEST_AT + 64;

  /** Numbers of the arguments, each a long. */
  static final int ROWS_AT = 0;

  static final int PANEL = 1;
  static final int OUT = 2;
  static final int ROW_BYTES = 3;
  static final int SCALES = 4;
  static final int LANE = 5;
  static final int GROUPS = 6;
  static final int BLOCKS = 7;
  static final int STEPS = 8;
  static final int SUMS = 9;
  static final int NEXT = 10;

  /** Bytes of it that are asked for with each turn of the innermost loop. */
  static final int NEXT_BYTES = 11;

  /** {@link #ahead}. */
  static final int AHEAD = 12;

  static final int ARGUMENTS = 13;

  private static final int VECTORS = COLUMNS / 16;
  private static final int SUM_COUNT = ROWS * VECTORS;

  /** Pairs of factors in one turn of the innermost loop. */
  static final int UNROLLED = 2;

  private MultiplyCode() {}

  /**
   * What each turn of a group's innermost loop asks for: a line that the end of the group will
   * write, as bytes from OUT. These come from afar; asked for all at once they would keep the
   * panel's own lines waiting.
   *
   * @param turns of a group, over all blocks
   * @param rowBytes from one row of the product to the next
   */
  static long[] ahead(int turns, long rowBytes) {
    long[] ahead = new long[turns];
    for (int turn = 0; turn < turns; turn++) {
      int line = (int) ((long) turn * SUM_COUNT / turns);
      ahead[turn] = line / VECTORS * rowBytes + line % VECTORS * 64L;
    }
    return ahead;
  }

  /** The lane of a column, alike for every number of columns. */
  static int lane(int column) {
    return column / COLUMNS % LANE_PANELS * 16 + column % 16;
  }

  static byte[] emit() {
    Assembler code = new Assembler();
    code.push(RBX);
    code.push(R12);
    code.push(R13);
    code.push(R14);
    code.push(R15);
    code.push(RBP);
    code.load(RDX, RDI, 8 * ROWS_AT);
    code.load(RCX, RDI, 8 * ROW_BYTES);
    code.load(R8, RDI, 8 * SCALES);
    code.load(R10, RDI, 8 * LANE);
    code.load(R11, RDI, 8 * OUT);
    code.load(RBX, RDI, 8 * GROUPS);
    code.load(R13, RDI, 8 * NEXT);
    code.load(R14, RDI, 8 * NEXT_BYTES);
    Label group = code.here();
    code.load(RSI, RDI, 8 * PANEL);
    code.load(R12, RDI, 8 * SUMS);
    code.load(R9, RDI, 8 * BLOCKS);
    code.load(R15, RDI, 8 * AHEAD);
    multiplyBlock(code);
    for (int sum = 0; sum < SUM_COUNT; sum++) {
      code.vector(Evex.VCVTDQ2PS, sum, 0, sum);
    }
    Label finish = new Label();
    Label block = code.here();
    code.decrement(R9);
    code.jump(ZERO, finish);
    for (int sum = 0; sum < SUM_COUNT; sum++) {
      code.memory(Evex.VMOVUPS_STORE, sum, 0, R12, 64 * sum);
    }
    multiplyBlock(code);
    for (int sum = 0; sum < SUM_COUNT; sum++) {
      code.vector(Evex.VCVTDQ2PS, sum, 0, sum);
      code.memory(Evex.VADDPS, sum, sum, R12, 64 * sum);
    }
    code.jump(block);
    code.bind(finish);
    finishGroup(code);
    code.decrement(RBX);
    code.jump(NOT_ZERO, group);
    code.pop(RBP);
    code.pop(R15);
    code.pop(R14);
    code.pop(R13);
    code.pop(R12);
    code.pop(RBX);
    code.end();
    return code.toBytes();
  }

  private static void multiplyBlock(Assembler code) {
    for (int sum = 0; sum < SUM_COUNT; sum++) {
      code.vector(Evex.VPXORD, sum, sum, sum);
    }
    code.load(RAX, RDI, 8 * STEPS);
    Label step = code.here();
    code.prefetch(R13, 0); // of the next panel, so that memory works beside the arithmetic
    code.add(R13, R14);
    code.load(RBP, R15, 0);
    code.add(RBP, R11);
    code.prefetchForWriting(RBP, 0);
    code.addNumber(R15, Long.BYTES);
    for (int pair = 0; pair < UNROLLED; pair++) {
      int columns = SUM_COUNT + VECTORS * pair;
      for (int j = 0; j < VECTORS; j++) {
        code.memory(Evex.VMOVUPS, columns + j, 0, RSI, 64 * (VECTORS * pair + j));
      }
      for (int i = 0; i < ROWS; i++) {
        for (int j = 0; j < VECTORS; j++) {
          code.broadcast(
              Evex.VPDPWSSD, VECTORS * i + j, columns + j, RDX, Integer.BYTES * (ROWS * pair + i));
        }
      }
    }
    code.addNumber(RSI, 64 * VECTORS * UNROLLED);
    code.addNumber(RDX, Integer.BYTES * ROWS * UNROLLED);
    code.decrement(RAX);
    code.jump(NOT_ZERO, step);
  }

  private static void finishGroup(Assembler code) {
    int scale = SUM_COUNT;
    int spare = SUM_COUNT + VECTORS;
    for (int j = 0; j < VECTORS; j++) {
      code.memory(Evex.VMOVUPS, scale + j, 0, R8, 64 * j);
    }
    for (int i = 0; i < ROWS; i++) {
      int sum = VECTORS * i;
      int lane = i * LANE_BYTES;
      for (int j = 0; j < VECTORS; j++) {
        code.vector(Evex.VMULPS, sum + j, sum + j, scale + j);
        code.memory(Evex.VMOVUPS_STORE, sum + j, 0, R11, 64 * j);
      }
      code.memory(Evex.VMAXPS, spare, sum, R10, lane);
      code.memory(Evex.VMINPS, spare + 1, sum, R10, lane + SMALLEST_AT);
      for (int j = 1; j < VECTORS; j++) {
        code.vector(Evex.VMAXPS, spare, spare, sum + j);
        code.vector(Evex.VMINPS, spare + 1, spare + 1, sum + j);
      }
      code.memory(Evex.VMOVUPS_STORE, spare, 0, R10, lane);
      code.memory(Evex.VMOVUPS_STORE, spare + 1, 0, R10, lane + SMALLEST_AT);
      code.add(R11, RCX);
    }
    code.addNumber(R10, ROWS * LANE_BYTES);
  }
}
