package dev.npexport.engine.format.safetensors;

import java.lang.foreign.MemorySegment;

/**
 * Bulk conversions of stored elements. Each copies a block into a small array first: loops over
 * arrays are vectorised (Float.float16ToFloat included), loops over mapped memory are not.
 */
final class Widening {

  /** Elements of a block; small enough to stay in the first-level cache. */
  private static final int BLOCK = 1024;

  private Widening() {}

  static void floatsToDoubles(MemorySegment source, long at, double[] target, int to, int count) {
    float[] block = new float[Math.min(BLOCK, count)];
    for (int done = 0; done < count; done += BLOCK) {
      int n = Math.min(BLOCK, count - done);
      LittleEndian.floats(source, at + 4L * done, block, 0, n);
      int base = to + done;
      for (int i = 0; i < n; i++) {
        target[base + i] = block[i];
      }
    }
  }

  static void halfsToDoubles(MemorySegment source, long at, double[] target, int to, int count) {
    short[] block = new short[Math.min(BLOCK, count)];
    float[] floats = new float[block.length];
    for (int done = 0; done < count; done += BLOCK) {
      int n = Math.min(BLOCK, count - done);
      LittleEndian.shorts(source, at + 2L * done, block, n);
      for (int i = 0; i < n; i++) {
        floats[i] = Float.float16ToFloat(block[i]);
      }
      int base = to + done;
      for (int i = 0; i < n; i++) {
        target[base + i] = floats[i];
      }
    }
  }

  static void bfloatsToDoubles(MemorySegment source, long at, double[] target, int to, int count) {
    short[] block = new short[Math.min(BLOCK, count)];
    for (int done = 0; done < count; done += BLOCK) {
      int n = Math.min(BLOCK, count - done);
      LittleEndian.shorts(source, at + 2L * done, block, n);
      int base = to + done;
      for (int i = 0; i < n; i++) {
        target[base + i] = LittleEndian.bfloat16(block[i]);
      }
    }
  }

  static void doublesToFloats(MemorySegment source, long at, float[] target, int to, int count) {
    double[] block = new double[Math.min(BLOCK, count)];
    for (int done = 0; done < count; done += BLOCK) {
      int n = Math.min(BLOCK, count - done);
      LittleEndian.doubles(source, at + 8L * done, block, 0, n);
      int base = to + done;
      for (int i = 0; i < n; i++) {
        target[base + i] = (float) block[i];
      }
    }
  }

  static void halfsToFloats(MemorySegment source, long at, float[] target, int to, int count) {
    short[] block = new short[Math.min(BLOCK, count)];
    for (int done = 0; done < count; done += BLOCK) {
      int n = Math.min(BLOCK, count - done);
      LittleEndian.shorts(source, at + 2L * done, block, n);
      int base = to + done;
      for (int i = 0; i < n; i++) {
        target[base + i] = Float.float16ToFloat(block[i]);
      }
    }
  }

  static void bfloatsToFloats(MemorySegment source, long at, float[] target, int to, int count) {
    short[] block = new short[Math.min(BLOCK, count)];
    for (int done = 0; done < count; done += BLOCK) {
      int n = Math.min(BLOCK, count - done);
      LittleEndian.shorts(source, at + 2L * done, block, n);
      int base = to + done;
      for (int i = 0; i < n; i++) {
        target[base + i] = LittleEndian.bfloat16(block[i]);
      }
    }
  }
}
