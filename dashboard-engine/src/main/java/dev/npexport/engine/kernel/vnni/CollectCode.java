package dev.npexport.engine.kernel.vnni;

import static dev.npexport.engine.kernel.vnni.Assembler.*;

import dev.npexport.engine.kernel.vnni.Assembler.Label;

/** Lists the columns of a row whose value is at least one number or at most another. */
final class CollectCode {

  static final int LANES = 16;

  /** Numbers of the arguments, each a long. */
  static final int VALUES = 0;

  static final int VECTORS = 1;
  static final int CONSTANTS = 2;
  static final int LIST = 3;
  static final int ARGUMENTS = 4;

  /** Numbers of the constants, each 4 bytes. */
  static final int LOW = 0;

  static final int HIGH = 1;
  static final int SIXTEEN = 2;

  /** The numbers of the lanes, a vector. */
  static final int LANE_NUMBERS = 16;

  static final int CONSTANT_COUNT = 32;

  private static final int GREATER_OR_EQUAL = 0x1d;
  private static final int LESS_OR_EQUAL = 0x12;

  private CollectCode() {}

  /** Returns the end of the list. */
  static byte[] emit() {
    Assembler code = new Assembler();
    code.load(RSI, RDI, 8 * VALUES);
    code.load(RDX, RDI, 8 * VECTORS);
    code.load(R10, RDI, 8 * CONSTANTS);
    code.load(RCX, RDI, 8 * LIST);
    int constant = 8;
    int column = 16;
    for (int number = LOW; number <= SIXTEEN; number++) {
      code.memory(Evex.VBROADCASTSS, constant + number, 0, R10, Float.BYTES * number);
    }
    code.memory(Evex.VMOVUPS, column, 0, R10, Integer.BYTES * LANE_NUMBERS);
    Label loop = code.here();
    Label none = new Label();
    code.memory(Evex.VMOVUPS, 0, 0, RSI, 0);
    code.vector(Evex.VCMPPS, 1, 0, constant + HIGH, GREATER_OR_EQUAL);
    code.vector(Evex.VCMPPS, 2, 0, constant + LOW, LESS_OR_EQUAL);
    code.joinMasks(1, 2);
    code.jump(ZERO, none);
    code.vector(Evex.VPCOMPRESSD, column, 0, 3, 1, true);
    code.memory(Evex.VMOVUPS_STORE, 3, 0, RCX, 0);
    code.countMask(RAX, 1);
    code.addFourTimes(RCX, RCX, RAX);
    code.bind(none);
    code.vector(Evex.VPADDD, column, column, constant + SIXTEEN);
    code.addNumber(RSI, 64);
    code.decrement(RDX);
    code.jump(NOT_ZERO, loop);
    code.move(RAX, RCX);
    code.end();
    return code.toBytes();
  }
}
