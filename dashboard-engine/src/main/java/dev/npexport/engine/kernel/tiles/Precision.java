package dev.npexport.engine.kernel.tiles;

import dev.npexport.engine.kernel.rerank.ErrorBound;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** The number format that the factors of a product are rounded to, to nearest even. */
public enum Precision {
  FLOAT32(Float.BYTES) {
    @Override
    public ErrorBound bound(int width) {
      return ErrorBound.ofFloat32(width);
    }

    @Override
    void store(double[] values, int width, MemorySegment target, long at) {
      for (int i = 0; i < width; i++) {
        target.set(ValueLayout.JAVA_FLOAT, at + (long) i * Float.BYTES, (float) values[i]);
      }
    }
  },

  BFLOAT16(Short.BYTES) {
    @Override
    public ErrorBound bound(int width) {
      return ErrorBound.ofBfloat16(width);
    }

    @Override
    void store(double[] values, int width, MemorySegment target, long at) {
      for (int i = 0; i < width; i++) {
        int bits = Float.floatToRawIntBits((float) values[i]);
        int rounded = bits + 0x7fff + (bits >>> 16 & 1);
        target.set(ValueLayout.JAVA_SHORT, at + (long) i * Short.BYTES, (short) (rounded >>> 16));
      }
    }
  };

  private final int bytes;

  Precision(int bytes) {
    this.bytes = bytes;
  }

  /** Bytes of a factor. */
  public int bytes() {
    return bytes;
  }

  /**
   * Of products with this many terms, whose factors are below 2 in size before they are rounded.
   */
  public abstract ErrorBound bound(int width);

  abstract void store(double[] values, int width, MemorySegment target, long at);

  /**
   * Rounds {@code values[0 .. width)} to bytes from {@code at} on, zeros up to the padded width.
   */
  void store(double[] values, int width, int paddedWidth, MemorySegment target, long at) {
    store(values, width, target, at);
    target.asSlice(at + (long) width * bytes, (long) (paddedWidth - width) * bytes).fill((byte) 0);
  }
}
