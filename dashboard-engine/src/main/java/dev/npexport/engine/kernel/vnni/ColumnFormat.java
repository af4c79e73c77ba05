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
    float nearest(float value) {
      return Float.float16ToFloat(Float.floatToFloat16(value * 0x1p14f)) * 0x1p-14f;
    }

    @Override
    void store(double[] column, MemorySegment target, long at) {
      for (int i = 0; i < column.length; i++) {
        short half = Float.floatToFloat16((float) column[i] * 0x1p14f);
        target.set(ValueLayout.JAVA_SHORT, at + (long) i * Short.BYTES, half);
      }
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
    float nearest(float value) {
      return Float.intBitsToFloat(Float.floatToRawIntBits(value) & 0xffff0000);
    }

    @Override
    void store(double[] column, MemorySegment target, long at) {
      for (int i = 0; i < column.length; i++) {
        short upper = (short) (Float.floatToRawIntBits((float) column[i]) >>> 16);
        target.set(ValueLayout.JAVA_SHORT, at + (long) i * Short.BYTES, upper);
      }
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
    float nearest(float value) {
      return value;
    }

    @Override
    void store(double[] column, MemorySegment target, long at) {
      for (int i = 0; i < column.length; i++) {
        target.set(ValueLayout.JAVA_FLOAT, at + (long) i * Float.BYTES, (float) column[i]);
      }
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

  /** Whether all are numbers of this format, and ordinary ones of float32. */
  boolean holds(double[] column) {
    boolean holds = true;
    for (double value : column) {
      boolean ordinary = value == 0 || Math.abs(value) >= Float.MIN_NORMAL;
      holds &= ordinary & nearest((float) value) == value;
    }
    return holds;
  }

  /** A number of this format, the same if it is one. */
  abstract float nearest(float value);

  /** Writes the numbers from byte {@code at} on. */
  abstract void store(double[] column, MemorySegment target, long at);

  /** Writes code that loads 16 entries as float32. */
  abstract void loadVector(Assembler code, int register, int base, int displacement);

  /** Writes code that loads 4 entries as float64. */
  abstract void loadDoubles(Assembler code, int register, int base);
}
