package dev.npexport.engine.kernel.vnni;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * How columns are kept to be scored again. Most models' weights have 16 bits: the fewer bytes, the
 * sooner they are read, and reading them is what scoring again costs. A format is used where it
 * holds every entry exactly.
 */
enum ColumnFormat {
  /** Numbers of at most 2 go to the upper end of the range, so that small ones keep their bits. */
  FLOAT16(Short.BYTES, 14) {
    @Override
    boolean holds(float value) {
      float scaled = value * 0x1p14f;
      return Float.float16ToFloat(Float.floatToFloat16(scaled)) == scaled;
    }

    @Override
    void store(MemorySegment target, long at, float value) {
      target.set(ValueLayout.JAVA_SHORT, at, Float.floatToFloat16(value * 0x1p14f));
    }

    @Override
    void loadVector(Assembler code, int register, int base, int displacement) {
      code.memory(Evex.VCVTPH2PS, register, 0, base, displacement);
    }

    @Override
    void loadDoubles(Assembler code, int register, int base) {
      code.quadHalf(0x13, register, base); // vcvtph2ps
      code.quad(ExactDotsCode.CVTPS2PD, 0, register, 0, register);
    }
  },

  BFLOAT16(Short.BYTES, 0) {
    @Override
    boolean holds(float value) {
      return (Float.floatToRawIntBits(value) & 0xffff) == 0;
    }

    @Override
    void store(MemorySegment target, long at, float value) {
      target.set(ValueLayout.JAVA_SHORT, at, (short) (Float.floatToRawIntBits(value) >>> 16));
    }

    @Override
    void loadVector(Assembler code, int register, int base, int displacement) {
      code.memory(Evex.VPMOVZXWD, register, 0, base, displacement);
      code.vector(Evex.VPSLLD, 6, register, register, 16);
    }

    @Override
    void loadDoubles(Assembler code, int register, int base) {
      code.quadHalf(0x33, register, base); // vpmovzxwd
      code.shiftQuadHalf(register, 16);
      code.quad(ExactDotsCode.CVTPS2PD, 0, register, 0, register);
    }
  },

  FLOAT32(Float.BYTES, 0) {
    @Override
    boolean holds(float value) {
      return true;
    }

    @Override
    void store(MemorySegment target, long at, float value) {
      target.set(ValueLayout.JAVA_FLOAT, at, value);
    }

    @Override
    void loadVector(Assembler code, int register, int base, int displacement) {
      code.memory(Evex.VMOVUPS, register, 0, base, displacement);
    }

    @Override
    void loadDoubles(Assembler code, int register, int base) {
      code.quad(ExactDotsCode.CVTPS2PD, 0, register, 0, base, 0);
    }
  };

  private final int bytes;
  private final int exponent;

  ColumnFormat(int bytes, int exponent) {
    this.bytes = bytes;
    this.exponent = exponent;
  }

  /** Bytes of an entry. */
  int bytes() {
    return bytes;
  }

  /** What is kept is the number times 2^exponent. */
  int exponent() {
    return exponent;
  }

  /** Whether the number is one of this format. */
  abstract boolean holds(float value);

  abstract void store(MemorySegment target, long at, float value);

  /** Writes code that loads 16 entries as float32. */
  abstract void loadVector(Assembler code, int register, int base, int displacement);

  /** Writes code that loads 4 entries as float64. */
  abstract void loadDoubles(Assembler code, int register, int base);
}
