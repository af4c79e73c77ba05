package dev.npexport.engine.kernel.vnni;

import static dev.npexport.engine.kernel.vnni.Assembler.*;

import dev.npexport.engine.kernel.vnni.Assembler.Label;

/**
 * Counts the values of a row into bins and lists the columns whose error bound reaches an edge;
 * those are counted in a bin of no meaning behind the last. Each lane has counters of its own, so
 * that neighbours in the same bin do not wait for each other.
 */
final class SweepCode {

  static final int LANES = 16;

  /** Numbers of the arguments, each a long. {@code BOUNDS} are {@link ColumnBound}s. */
  static final int VALUES = 0;

  static final int VECTORS = 1;
  static final int BOUNDS = 2;
  static final int CONSTANTS = 3;
  static final int COUNTS = 4;
  static final int LIST = 5;
  static final int PLACES = 6;
  static final int ARGUMENTS = 7;

  /** Numbers of the constants, each 4 bytes. */
  static final int LOWEST = 0;

  static final int BINS_PER_UNIT = 1;
  static final int PER_LENGTH = 2;
  static final int PER_RESIDUE = 3;
  static final int SLACK = 4;
  static final int LAST = 5;
  static final int SIGN_MASK = 6;
  static final int SIXTEEN = 7;
  static final int CENTRE = 8;
  static final int FIRST_COLUMN = 9;
  static final int UPPER_HALF = 10;

  /** From here on vectors: the numbers of the lanes, and the places of the bin of no meaning. */
  static final int LANE_NUMBERS = 16;

  static final int NOWHERE = 32;

  /** The code leaves the sums of squares of the lanes here. */
  static final int SQUARES = 48;

  static final int CONSTANT_COUNT = 64;

  /** Room for the places of two vectors: one is counted while the next is computed. */
  static final int PLACES_BYTES = 128;

  private static final int NOT_GREATER_OR_UNORDERED = 0x1a;
  private static final int NEAREST = 0;

  /** Register of the first constant. */
  private static final int CONSTANT = 8;

  private SweepCode() {}

  /** Returns the end of the list. */
  static byte[] emit() {
    Assembler code = new Assembler();
    code.load(RSI, RDI, 8 * VALUES);
    code.load(RDX, RDI, 8 * VECTORS);
    code.load(R8, RDI, 8 * BOUNDS);
    code.load(R10, RDI, 8 * CONSTANTS);
    code.load(R11, RDI, 8 * COUNTS);
    code.load(RCX, RDI, 8 * LIST);
    code.load(RDI, RDI, 8 * PLACES);
    for (int constant = 0; constant <= UPPER_HALF; constant++) {
      code.memory(Evex.VBROADCASTSS, CONSTANT + constant, 0, R10, Float.BYTES * constant);
    }
    int lanes = 24;
    int nowhere = 25;
    int column = 26;
    int squares = 28;
    code.memory(Evex.VMOVUPS, lanes, 0, R10, Float.BYTES * LANE_NUMBERS);
    code.memory(Evex.VMOVUPS, nowhere, 0, R10, Float.BYTES * NOWHERE);
    code.memory(Evex.VMOVUPS, column, 0, R10, Float.BYTES * LANE_NUMBERS);
    code.vector(Evex.VPADDD, column, column, CONSTANT + FIRST_COLUMN);
    code.vector(Evex.VPXORD, 27, 27, 27);
    code.vector(Evex.VPXORD, squares, squares, squares);
    code.move(R9, RDI);
    code.addNumber(R9, PLACES_BYTES / 2);
    code.memory(Evex.VMOVUPS_STORE, nowhere, 0, R9, 0);
    Label loop = code.here();
    code.memory(Evex.VMOVUPS, 0, 0, RSI, 0);
    code.vector(Evex.VSUBPS, 4, 0, CONSTANT + CENTRE);
    code.vector(Evex.VFMADD231PS, squares, 4, 4);
    code.vector(Evex.VSUBPS, 0, 0, CONSTANT + LOWEST);
    code.vector(Evex.VMULPS, 0, 0, CONSTANT + BINS_PER_UNIT);
    code.memory(Evex.VMOVUPS, 5, 0, R8, 0);
    code.vector(Evex.VPSLLD, 6, 1, 5, 16);
    code.vector(Evex.VPANDD, 5, 5, CONSTANT + UPPER_HALF);
    code.vector(Evex.VMULPS, 1, 1, CONSTANT + PER_RESIDUE);
    code.vector(Evex.VADDPS, 1, 1, CONSTANT + SLACK);
    code.vector(Evex.VFMADD231PS, 1, 5, CONSTANT + PER_LENGTH);
    code.vector(Evex.VRNDSCALEPS, 2, 0, 0, NEAREST);
    code.vector(Evex.VSUBPS, 2, 0, 2);
    code.vector(Evex.VPANDD, 2, 2, CONSTANT + SIGN_MASK);
    code.vector(Evex.VCMPPS, 1, 2, 1, NOT_GREATER_OR_UNORDERED);
    code.vector(Evex.VMAXPS, 0, 0, 27); // NaN becomes 0
    code.vector(Evex.VMINPS, 0, 0, CONSTANT + LAST);
    code.vector(Evex.VCVTTPS2DQ, 0, 0, 0);
    code.vector(Evex.VPSLLD, 6, 0, 0, 4);
    code.vector(Evex.VPORD, 0, 0, lanes);
    code.vector(Evex.VMOVDQA32, 0, 0, nowhere, 1, false);
    code.memory(Evex.VMOVUPS_STORE, 0, 0, RDI, 0);
    code.vector(Evex.VPCOMPRESSD, column, 0, 3, 1, true);
    code.memory(Evex.VMOVUPS_STORE, 3, 0, RCX, 0);
    code.countMask(RAX, 1);
    code.addFourTimes(RCX, RCX, RAX);
    code.vector(Evex.VPADDD, column, column, CONSTANT + SIXTEEN);
    count(code);
    code.move(RAX, RDI);
    code.move(RDI, R9);
    code.move(R9, RAX);
    code.addNumber(RSI, 64);
    code.addNumber(R8, 64);
    code.decrement(RDX);
    code.jump(NOT_ZERO, loop);
    count(code);
    code.memory(Evex.VMOVUPS_STORE, squares, 0, R10, Float.BYTES * SQUARES);
    code.move(RAX, RCX);
    code.end();
    return code.toBytes();
  }

  /** Counts the places that were computed before the last. */
  private static void count(Assembler code) {
    for (int lane = 0; lane < LANES; lane++) {
      code.loadInt(RAX, R9, Integer.BYTES * lane);
      code.countAt(R11, RAX);
    }
  }
}
