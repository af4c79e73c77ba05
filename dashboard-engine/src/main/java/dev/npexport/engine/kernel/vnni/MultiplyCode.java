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

  /** Lanes of a row: column i belongs to lane i mod LANES. */
  static final int LANES = 8 * COLUMNS;

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

  static final int ARGUMENTS = 12;

  private static final int VECTORS = COLUMNS / 16;
  private static final int SUM_COUNT = ROWS * VECTORS;

  /** Pairs of factors in one turn of the innermost loop. */
  static final int UNROLLED = 2;

  private MultiplyCode() {}

  static byte[] emit() {
    Assembler code = new Assembler();
    code.push(RBX);
    code.push(R12);
    code.push(R13);
    code.push(R14);
    code.load(RDX, RDI, 8 * ROWS_AT);
    code.load(RCX, RDI, 8 * ROW_BYTES);
    code.load(R8, RDI, 8 * SCALES);
    code.load(R10, RDI, 8 * LANE);
    code.load(R11, RDI, 8 * OUT);
    code.load(RBX, RDI, 8 * GROUPS);
    code.load(R13, RDI, 8 * NEXT);
    code.load(R14, RDI, 8 * NEXT_BYTES);
    Label group = code.here();
    prefetchResults(code);
    code.load(RSI, RDI, 8 * PANEL);
    code.load(R12, RDI, 8 * SUMS);
    code.load(R9, RDI, 8 * BLOCKS);
    code.vector(Evex.VPXORD, 0, 0, 0);
    for (int sum = 0; sum < SUM_COUNT; sum++) {
      code.memory(Evex.VMOVUPS_STORE, 0, 0, R12, 64 * sum);
    }
    Label block = code.here();
    multiplyBlock(code);
    for (int sum = 0; sum < SUM_COUNT; sum++) {
      code.vector(Evex.VCVTDQ2PS, sum, 0, sum);
      code.memory(Evex.VADDPS, sum, sum, R12, 64 * sum);
    }
    Label finish = new Label();
    code.decrement(R9);
    code.jump(ZERO, finish);
    for (int sum = 0; sum < SUM_COUNT; sum++) {
      code.memory(Evex.VMOVUPS_STORE, sum, 0, R12, 64 * sum);
    }
    code.jump(block);
    code.bind(finish);
    finishGroup(code);
    code.decrement(RBX);
    code.jump(NOT_ZERO, group);
    code.pop(R14);
    code.pop(R13);
    code.pop(R12);
    code.pop(RBX);
    code.end();
    return code.toBytes();
  }

  /** What the end of the group writes comes from afar: it is asked for before the arithmetic. */
  private static void prefetchResults(Assembler code) {
    code.move(R12, R11);
    for (int i = 0; i < ROWS; i++) {
      for (int j = 0; j < VECTORS; j++) {
        code.prefetchForWriting(R12, 64 * j);
        code.prefetchForWriting(R10, i * LANE_BYTES + 64 * j);
        code.prefetchForWriting(R10, i * LANE_BYTES + SMALLEST_AT + 64 * j);
      }
      code.add(R12, RCX);
    }
  }

  private static void multiplyBlock(Assembler code) {
    for (int sum = 0; sum < SUM_COUNT; sum++) {
      code.vector(Evex.VPXORD, sum, sum, sum);
    }
    code.load(RAX, RDI, 8 * STEPS);
    Label step = code.here();
    code.prefetch(R13, 0); // of the next panel, so that memory works beside the arithmetic
    code.add(R13, R14);
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
      for (int j = 0; j < VECTORS; j++) {
        int sum = VECTORS * i + j;
        int lane = i * LANE_BYTES + 64 * j;
        code.vector(Evex.VMULPS, sum, sum, scale + j);
        code.memory(Evex.VMOVUPS_STORE, sum, 0, R11, 64 * j);
        code.memory(Evex.VMAXPS, spare, sum, R10, lane);
        code.memory(Evex.VMOVUPS_STORE, spare, 0, R10, lane);
        code.memory(Evex.VMINPS, spare + 1, sum, R10, lane + SMALLEST_AT);
        code.memory(Evex.VMOVUPS_STORE, spare + 1, 0, R10, lane + SMALLEST_AT);
      }
      code.add(R11, RCX);
    }
    code.addNumber(R10, ROWS * LANE_BYTES);
  }
}
