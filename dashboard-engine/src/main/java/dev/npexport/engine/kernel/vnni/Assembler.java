package dev.npexport.engine.kernel.vnni;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes x86-64 machine code: the few general instructions that a loop needs, and any AVX-512
 * instruction by its opcode ({@link Evex}). Addresses are a base register and 32 bits of
 * displacement. Names and encodings are those of Intel's manual, volume 2.
 */
final class Assembler {

  static final int RAX = 0;
  static final int RCX = 1;
  static final int RDX = 2;
  static final int RBX = 3;
  static final int RBP = 5;
  static final int RSI = 6;
  static final int RDI = 7;
  static final int R8 = 8;
  static final int R9 = 9;
  static final int R10 = 10;
  static final int R11 = 11;
  static final int R12 = 12;
  static final int R13 = 13;
  static final int R14 = 14;
  static final int R15 = 15;

  /** Conditions of {@link #jump}. */
  static final int ZERO = 0x4;

  static final int NOT_ZERO = 0x5;
  static final int NOT_LESS = 0xd;

  /** A place in the code, named before or after it is reached. */
  static final class Label {
    private int at = -1;
  }

  private record Jump(int at, Label target) {}

  private final ByteArrayOutputStream code = new ByteArrayOutputStream();
  private final List<Jump> jumps = new ArrayList<>();

  Label here() {
    Label label = new Label();
    bind(label);
    return label;
  }

  void bind(Label label) {
    label.at = code.size();
  }

  /** The code, jumps resolved. */
  byte[] toBytes() {
    byte[] bytes = code.toByteArray();
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    for (Jump jump : jumps) {
      buffer.putInt(jump.at, jump.target.at - (jump.at + Integer.BYTES));
    }
    return bytes;
  }

  /** {@code zmm[reg] = op(zmm[first], zmm[second])}; for two operands, first is 0. */
  void vector(Evex op, int reg, int first, int second) {
    vector(op, reg, first, second, 0, false);
  }

  /**
   * With a mask.
   *
   * @param mask number of a mask register, 0 for none
   * @param zeroing whether masked lanes become 0 instead of staying
   */
  void vector(Evex op, int reg, int first, int second, int mask, boolean zeroing) {
    prefix(op, reg, first, (second >> 3 & 1) == 1, (second >> 4 & 1) == 1, false, mask, zeroing);
    bytes(op.opcode(), 0xc0 | (reg & 7) << 3 | second & 7);
  }

  void vector(Evex op, int reg, int first, int second, int immediate) {
    vector(op, reg, first, second);
    bytes(immediate);
  }

  /** The last operand is 64 bytes of memory, or 4 where the instruction wants no more. */
  void memory(Evex op, int reg, int first, int base, int displacement) {
    prefix(op, reg, first, base >= 8, false, false, 0, false);
    bytes(op.opcode());
    address(reg, base, displacement);
  }

  /** The last operand is 4 bytes of memory, in every lane. */
  void broadcast(Evex op, int reg, int first, int base, int displacement) {
    prefix(op, reg, first, base >= 8, false, true, 0, false);
    bytes(op.opcode());
    address(reg, base, displacement);
  }

  /** AVX on 4 lanes of 64 bits: {@code ymm[reg] = op(ymm[first], memory)}; base below R8. */
  void quad(int opcode, int prefix, int reg, int first, int base, int displacement) {
    bytes(0xc5, 0x80 | (~first & 15) << 3 | 4 | prefix, opcode);
    address(reg, base, displacement);
  }

  /** The same with a register as the last operand. */
  void quad(int opcode, int prefix, int reg, int first, int second) {
    bytes(0xc5, 0x80 | (~first & 15) << 3 | 4 | prefix, opcode, 0xc0 | reg << 3 | second);
  }

  /** A conversion of 8 bytes of memory to 4 lanes of 32 bits; base below R8. */
  void quadHalf(int opcode, int reg, int base) {
    bytes(0xc4, 0xe2, 0x79, opcode);
    address(reg, base, 0);
  }

  /** Shifts 4 lanes of 32 bits left. */
  void shiftQuadHalf(int reg, int count) {
    bytes(0xc5, 0x80 | (~reg & 15) << 3 | 1, 0x72, 0xf0 | reg, count);
  }

  private void prefix(
      Evex op, int reg, int first, boolean b, boolean x, boolean broadcast, int mask, boolean z) {
    bytes(
        0x62,
        (reg >> 3 & 1 ^ 1) << 7
            | (x ? 0 : 0x40)
            | (b ? 0 : 0x20)
            | (reg >> 4 & 1 ^ 1) << 4
            | op.map(),
        (~first & 15) << 3 | 4 | op.prefix(),
        (z ? 0x80 : 0) | 0x40 | (broadcast ? 0x10 : 0) | (first >> 4 & 1 ^ 1) << 3 | mask);
  }

  void load(int target, int base, int displacement) {
    general(0x8b, true, target, base, displacement);
  }

  /** Four bytes, the upper half of the register becomes 0. */
  void loadInt(int target, int base, int displacement) {
    general(0x8b, false, target, base, displacement);
  }

  void prefetch(int base, int displacement) {
    if (base >= 8) {
      bytes(0x41);
    }
    bytes(0x0f, 0x18);
    address(2, base, displacement);
  }

  /** Fetches a line that will be written. */
  void prefetchForWriting(int base, int displacement) {
    if (base >= 8) {
      bytes(0x41);
    }
    bytes(0x0f, 0x0d);
    address(1, base, displacement);
  }

  private void general(int opcode, boolean wide, int reg, int base, int displacement) {
    rex(wide, reg, 0, base);
    bytes(opcode);
    address(reg, base, displacement);
  }

  void move(int target, int source) {
    registers(0x89, source, target);
  }

  void add(int target, int source) {
    registers(0x01, source, target);
  }

  void addNumber(int target, int number) {
    rex(true, 0, 0, target);
    bytes(0x81, 0xc0 | target & 7);
    word(number);
  }

  /** {@code target *= source}. */
  void multiply(int target, int source) {
    rex(true, target, 0, source);
    bytes(0x0f, 0xaf, 0xc0 | (target & 7) << 3 | source & 7);
  }

  /** Compares 64 bits. */
  void compare(int left, int right) {
    registers(0x39, right, left);
  }

  void decrement(int register) {
    rex(true, 0, 0, register);
    bytes(0xff, 0xc8 | register & 7);
  }

  /** {@code target = base + 4 * index}. */
  void addFourTimes(int target, int base, int index) {
    rex(true, target, index, base);
    bytes(0x8d);
    indexed(target, base, index);
  }

  /** Adds 1 to the int at {@code base + 4 * index}. */
  void countAt(int base, int index) {
    rex(false, 0, index, base);
    bytes(0xff);
    indexed(0, base, index);
  }

  /** How many of the 16 lanes a mask register names. */
  void countMask(int target, int mask) {
    bytes(0xc5, 0xf8, 0x93, 0xc0 | target << 3 | mask); // kmovw
    bytes(0xf3, 0x0f, 0xb8, 0xc0 | target << 3 | target); // popcnt
  }

  /** Joins two mask registers in the first; afterwards ZERO holds if no lane is in either. */
  void joinMasks(int target, int other) {
    bytes(0xc5, ~target << 3 & 0x78 | 0x84, 0x45, 0xc0 | target << 3 | other); // korw
    bytes(0xc5, 0xf8, 0x98, 0xc0 | target << 3 | target); // kortestw
  }

  void push(int register) {
    rex(false, 0, 0, register);
    bytes(0x50 | register & 7);
  }

  void pop(int register) {
    rex(false, 0, 0, register);
    bytes(0x58 | register & 7);
  }

  void jump(int condition, Label target) {
    bytes(0x0f, 0x80 | condition);
    distance(target);
  }

  void jump(Label target) {
    bytes(0xe9);
    distance(target);
  }

  /** Leaves no upper halves that would slow other code down. */
  void end() {
    bytes(0xc5, 0xf8, 0x77); // vzeroupper
    bytes(0xc3);
  }

  private void distance(Label target) {
    jumps.add(new Jump(code.size(), target));
    word(0);
  }

  private void registers(int opcode, int reg, int target) {
    rex(true, reg, 0, target);
    bytes(opcode, 0xc0 | (reg & 7) << 3 | target & 7);
  }

  private void rex(boolean wide, int reg, int index, int base) {
    bytes(0x40 | (wide ? 8 : 0) | reg >> 3 << 2 | index >> 3 << 1 | base >> 3);
  }

  private void address(int reg, int base, int displacement) {
    bytes(0x80 | (reg & 7) << 3 | base & 7);
    if ((base & 7) == 4) {
      bytes(0x24);
    }
    word(displacement);
  }

  private void indexed(int reg, int base, int index) {
    bytes(0x84 | (reg & 7) << 3, 0x80 | (index & 7) << 3 | base & 7);
    word(0);
  }

  private void word(int value) {
    bytes(value, value >> 8, value >> 16, value >> 24);
  }

  private void bytes(int... values) {
    for (int value : values) {
      code.write(value);
    }
  }
}
