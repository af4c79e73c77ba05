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
  private static final int ROW_VECTOR = 24;

  /** Columns that are multiplied at a time; a list ends with so many numbers above any limit. */
  static final int TOGETHER = 3;

  /** Where the columns are. */
  private static final int[] COLUMN = {RCX, R13, R14};

  private DotsCode() {}

  /** Returns the address behind the last entry of the list that was used. */
  static byte[] emit(ColumnFormat format) {
    Assembler code = new Assembler();
    code.push(R12);
    code.push(R13);
    code.push(R14);
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
    Label many = code.here();
    Label one = new Label();
    Label done = new Label();
    code.loadInt(RCX, R10, Integer.BYTES * (TOGETHER - 1));
    code.compare(RCX, R11);
    code.jump(NOT_LESS, one);
    multiply(code, format, TOGETHER);
    code.jump(many);
    code.bind(one);
    code.loadInt(RCX, R10, 0);
    code.compare(RCX, R11);
    code.jump(NOT_LESS, done);
    multiply(code, format, 1);
    code.jump(one);
    code.bind(done);
    code.move(RAX, R10);
    code.pop(R14);
    code.pop(R13);
    code.pop(R12);
    code.end();
    return code.toBytes();
  }

  /** The row is loaded once for all columns; the order of the additions is the same for each. */
  private static void multiply(Assembler code, ColumnFormat format, int columns) {
    for (int column = 0; column < columns; column++) {
      code.loadInt(COLUMN[column], R10, Integer.BYTES * column);
      code.multiply(COLUMN[column], R9);
      code.add(COLUMN[column], R8);
    }
    code.load(RDX, RDI, 8 * ROW);
    code.load(RAX, RDI, 8 * STEPS);
    for (int sum = 0; sum < SUMS * columns; sum++) {
      code.vector(Evex.VPXORD, sum, sum, sum);
    }
    Label step = code.here();
    for (int sum = 0; sum < SUMS; sum++) {
      code.memory(Evex.VMOVUPS, ROW_VECTOR, 0, RDX, 64 * sum);
      for (int column = 0; column < columns; column++) {
        int vector = ROW_VECTOR + 1 + column;
        format.loadVector(code, vector, COLUMN[column], LANES * format.bytes() * sum);
        code.vector(Evex.VFMADD231PS, SUMS * column + sum, vector, ROW_VECTOR);
      }
    }
    code.addNumber(RDX, 64 * SUMS);
    for (int column = 0; column < columns; column++) {
      code.addNumber(COLUMN[column], LANES * format.bytes() * SUMS);
    }
    code.decrement(RAX);
    code.jump(NOT_ZERO, step);
    for (int column = 0; column < columns; column++) {
      addUp(code, SUMS * column);
      code.memory(Evex.VMOVSS_STORE, SUMS * column, 0, R12, Float.BYTES * column);
    }
    code.addNumber(R12, Float.BYTES * columns);
    code.addNumber(R10, Integer.BYTES * columns);
  }

  private static void addUp(Assembler code, int sum) {
    code.vector(Evex.VADDPS, sum, sum, sum + 1);
    code.vector(Evex.VADDPS, sum + 2, sum + 2, sum + 3);
    code.vector(Evex.VADDPS, sum, sum, sum + 2);
    addHalf(code, Evex.VSHUFF32X4, sum, 0x4e);
    addHalf(code, Evex.VSHUFF32X4, sum, 0xb1);
    code.vector(Evex.VPERMILPS, sum + 1, 0, sum, 0x4e);
    code.vector(Evex.VADDPS, sum, sum, sum + 1);
    code.vector(Evex.VPERMILPS, sum + 1, 0, sum, 0xb1);
    code.vector(Evex.VADDPS, sum, sum, sum + 1);
  }

  private static void addHalf(Assembler code, Evex shuffle, int sum, int order) {
    code.vector(shuffle, sum + 1, sum, sum, order);
    code.vector(Evex.VADDPS, sum, sum, sum + 1);
  }
}
