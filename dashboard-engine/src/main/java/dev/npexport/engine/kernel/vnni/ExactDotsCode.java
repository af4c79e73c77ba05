package dev.npexport.engine.kernel.vnni;

import static dev.npexport.engine.kernel.vnni.Assembler.*;

import dev.npexport.engine.kernel.vnni.Assembler.Label;

/**
 * The four partial sums of {@link dev.npexport.engine.kernel.DotProduct} for one float64 row and
 * the listed columns, bit by bit: multiplications and additions are not fused. Asks for the next
 * column while it works on one.
 */
final class ExactDotsCode {

  /** Entries in one turn of the loop; widths are multiples of it. */
  static final int LANES = 4;

  /** Numbers of the arguments, each a long. */
  static final int ROW = 0;

  static final int COLUMNS = 1;
  static final int COLUMN_BYTES = 2;
  static final int STEPS = 3;
  static final int LIST = 4;
  static final int COUNT = 5;
  static final int OUT = 6;
  static final int ARGUMENTS = 7;

  static final int CVTPS2PD = 0x5a;
  private static final int MULPD = 0x59;
  private static final int ADDPD = 0x58;
  private static final int STORE = 0x11;
  private static final int XORPD = 0x57;
  private static final int DOUBLES = 1;

  private ExactDotsCode() {}

  /** The list has one entry more than there are columns, of any column. */
  static byte[] emit(ColumnFormat format) {
    Assembler code = new Assembler();
    code.load(R8, RDI, 8 * COLUMNS);
    code.load(R9, RDI, 8 * COLUMN_BYTES);
    code.load(R10, RDI, 8 * LIST);
    code.load(R11, RDI, 8 * COUNT);
    code.load(RSI, RDI, 8 * OUT);
    Label next = code.here();
    code.loadInt(RCX, R10, 0);
    code.multiply(RCX, R9);
    code.add(RCX, R8);
    code.push(R9);
    code.loadInt(RAX, R10, Integer.BYTES);
    code.multiply(R9, RAX);
    code.add(R9, R8);
    code.load(RDX, RDI, 8 * ROW);
    code.load(RAX, RDI, 8 * STEPS);
    code.quad(XORPD, DOUBLES, 1, 1, 1);
    Label step = code.here();
    code.prefetch(R9, 0);
    code.addNumber(R9, format.bytes() * LANES);
    format.loadDoubles(code, 0, RCX);
    code.quad(MULPD, DOUBLES, 0, 0, RDX, 0);
    code.quad(ADDPD, DOUBLES, 1, 1, 0);
    code.addNumber(RCX, format.bytes() * LANES);
    code.addNumber(RDX, Double.BYTES * LANES);
    code.decrement(RAX);
    code.jump(NOT_ZERO, step);
    code.quad(STORE, DOUBLES, 1, 0, RSI, 0);
    code.pop(R9);
    code.addNumber(RSI, Double.BYTES * LANES);
    code.addNumber(R10, Integer.BYTES);
    code.decrement(R11);
    code.jump(NOT_ZERO, next);
    code.end();
    return code.toBytes();
  }
}
