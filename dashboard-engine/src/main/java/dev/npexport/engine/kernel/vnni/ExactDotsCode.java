package dev.npexport.engine.kernel.vnni;

import static dev.npexport.engine.kernel.vnni.Assembler.*;

import dev.npexport.engine.kernel.vnni.Assembler.Label;

/**
 * The four partial sums of {@link dev.npexport.engine.kernel.DotProduct} for one float64 row and
 * the listed columns, bit by bit: multiplications and additions are not fused. Asks for the next
 * columns while it works on some.
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
  static final int PAIRS = 5;
  static final int OUT = 6;
  static final int ARGUMENTS = 7;

  static final int CVTPS2PD = 0x5a;
  private static final int MULPD = 0x59;
  private static final int ADDPD = 0x58;
  private static final int STORE = 0x11;
  private static final int XORPD = 0x57;
  private static final int DOUBLES = 1;

  /** The first register of the sums. */
  private static final int SUM = 4;

  private ExactDotsCode() {}

  /** Columns are taken in pairs; the list has one pair more than there are, of any columns. */
  static final int TOGETHER = 2;

  private static final int[] COLUMN = {RCX, RBX};
  private static final int[] NEXT_COLUMN = {R13, R14};

  static byte[] emit(ColumnFormat format) {
    Assembler code = new Assembler();
    code.push(RBX);
    code.push(R13);
    code.push(R14);
    code.load(R8, RDI, 8 * COLUMNS);
    code.load(R9, RDI, 8 * COLUMN_BYTES);
    code.load(R10, RDI, 8 * LIST);
    code.load(R11, RDI, 8 * PAIRS);
    code.load(RSI, RDI, 8 * OUT);
    Label next = code.here();
    for (int i = 0; i < TOGETHER; i++) {
      place(code, COLUMN[i], i);
      place(code, NEXT_COLUMN[i], TOGETHER + i);
    }
    code.load(RDX, RDI, 8 * ROW);
    code.load(RAX, RDI, 8 * STEPS);
    for (int i = 0; i < TOGETHER; i++) {
      code.quad(XORPD, DOUBLES, SUM + i, SUM + i, SUM + i);
    }
    Label step = code.here();
    for (int i = 0; i < TOGETHER; i++) {
      code.prefetch(NEXT_COLUMN[i], 0);
      code.addNumber(NEXT_COLUMN[i], format.bytes() * LANES);
      format.loadDoubles(code, i, COLUMN[i]);
      code.quad(MULPD, DOUBLES, i, i, RDX, 0);
      code.quad(ADDPD, DOUBLES, SUM + i, SUM + i, i);
      code.addNumber(COLUMN[i], format.bytes() * LANES);
    }
    code.addNumber(RDX, Double.BYTES * LANES);
    code.decrement(RAX);
    code.jump(NOT_ZERO, step);
    for (int i = 0; i < TOGETHER; i++) {
      code.quad(STORE, DOUBLES, SUM + i, 0, RSI, Double.BYTES * LANES * i);
    }
    code.addNumber(RSI, Double.BYTES * LANES * TOGETHER);
    code.addNumber(R10, Integer.BYTES * TOGETHER);
    code.decrement(R11);
    code.jump(NOT_ZERO, next);
    code.pop(R14);
    code.pop(R13);
    code.pop(RBX);
    code.end();
    return code.toBytes();
  }

  private static void place(Assembler code, int register, int entry) {
    code.loadInt(register, R10, Integer.BYTES * entry);
    code.multiply(register, R9);
    code.add(register, R8);
  }
}
