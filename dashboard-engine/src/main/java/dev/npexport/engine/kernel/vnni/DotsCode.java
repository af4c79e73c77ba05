package dev.npexport.engine.kernel.vnni;

import static dev.npexport.engine.kernel.vnni.Assembler.*;

import dev.npexport.engine.kernel.vnni.Assembler.Label;

/**
 * Float32 inner products of one row with the listed columns, up to the first column of the list
 * that is not below a limit. The order of the additions is the same for every column.
 */
final class DotsCode {

  /** A row is padded with zeros to a multiple of so many entries. */
  static final int PADDING = 64;

  /** Numbers of the arguments, each a long. */
  static final int ROW = 0;

  static final int COLUMNS = 1;
  static final int COLUMN_BYTES = 2;
  static final int STEPS = 3;
  static final int LIST = 4;
  static final int LIMIT = 5;
  static final int OUT = 6;
  static final int NEXT = 7;
  static final int NEXT_LINES = 8;
  static final int NEXT_ROW = 9;
  static final int ARGUMENTS = 10;

  private static final int SUMS = 4;
  private static final int LANES = 16;

  private DotsCode() {}

  /** Returns the address behind the last entry of the list that was used. */
  static byte[] emit(ColumnFormat format) {
    Assembler code = new Assembler();
    code.push(RBX);
    code.push(R12);
    code.push(R13);
    code.load(R13, RDI, 8 * NEXT);
    code.load(RAX, RDI, 8 * NEXT_LINES);
    Label line = code.here();
    code.prefetch(R13, 0);
    code.addNumber(R13, 64);
    code.decrement(RAX);
    code.jump(NOT_ZERO, line);
    code.load(R13, RDI, 8 * NEXT_ROW);
    code.load(RAX, RDI, 8 * STEPS);
    Label piece = code.here();
    for (int sum = 0; sum < SUMS; sum++) {
      code.prefetch(R13, 64 * sum);
    }
    code.addNumber(R13, 64 * SUMS);
    code.decrement(RAX);
    code.jump(NOT_ZERO, piece);
    code.load(R8, RDI, 8 * COLUMNS);
    code.load(R9, RDI, 8 * COLUMN_BYTES);
    code.load(R10, RDI, 8 * LIST);
    code.load(R11, RDI, 8 * LIMIT);
    code.load(R12, RDI, 8 * OUT);
    Label next = code.here();
    Label done = new Label();
    code.loadInt(RCX, R10, 0);
    code.compare(RCX, R11);
    code.jump(NOT_LESS, done);
    code.multiply(RCX, R9);
    code.add(RCX, R8);
    code.load(RDX, RDI, 8 * ROW);
    code.load(RAX, RDI, 8 * STEPS);
    for (int sum = 0; sum < SUMS; sum++) {
      code.vector(Evex.VPXORD, sum, sum, sum);
    }
    Label step = code.here();
    for (int sum = 0; sum < SUMS; sum++) {
      format.loadVector(code, SUMS + sum, RCX, LANES * format.bytes() * sum);
      code.memory(Evex.VFMADD231PS, sum, SUMS + sum, RDX, 64 * sum);
    }
    code.addNumber(RDX, 64 * SUMS);
    code.addNumber(RCX, LANES * format.bytes() * SUMS);
    code.decrement(RAX);
    code.jump(NOT_ZERO, step);
    code.vector(Evex.VADDPS, 0, 0, 1);
    code.vector(Evex.VADDPS, 2, 2, 3);
    code.vector(Evex.VADDPS, 0, 0, 2);
    addHalf(code, Evex.VSHUFF32X4, 0x4e);
    addHalf(code, Evex.VSHUFF32X4, 0xb1);
    code.vector(Evex.VPERMILPS, 1, 0, 0, 0x4e);
    code.vector(Evex.VADDPS, 0, 0, 1);
    code.vector(Evex.VPERMILPS, 1, 0, 0, 0xb1);
    code.vector(Evex.VADDPS, 0, 0, 1);
    code.memory(Evex.VMOVSS_STORE, 0, 0, R12, 0);
    code.addNumber(R12, Float.BYTES);
    code.addNumber(R10, Integer.BYTES);
    code.jump(next);
    code.bind(done);
    code.move(RAX, R10);
    code.pop(R13);
    code.pop(R12);
    code.pop(RBX);
    code.end();
    return code.toBytes();
  }

  private static void addHalf(Assembler code, Evex shuffle, int order) {
    code.vector(shuffle, 1, 0, 0, order);
    code.vector(Evex.VADDPS, 0, 0, 1);
  }
}
