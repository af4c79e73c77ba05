package dev.npexport.engine.format.safetensors;

import java.lang.foreign.MemorySegment;

/**
 * Bulk conversions of stored elements. Each is one plain loop over one segment, which the compiler
 * vectorises, Float.float16ToFloat included: copying blocks into arrays first was measured slower.
 */
final class Widening {

  private Widening() {}

  static void floatsToDoubles(MemorySegment source, long at, double[] target, int to, int count) {
    for (int i = 0; i < count; i++) {
      target[to + i] = source.get(LittleEndian.FLOAT, at + 4L * i);
    }
  }

  static void halfsToDoubles(MemorySegment source, long at, double[] target, int to, int count) {
    for (int i = 0; i < count; i++) {
      target[to + i] = Float.float16ToFloat(source.get(LittleEndian.SHORT, at + 2L * i));
    }
  }

  static void bfloatsToDoubles(MemorySegment source, long at, double[] target, int to, int count) {
    for (int i = 0; i < count; i++) {
      target[to + i] = LittleEndian.bfloat16(source.get(LittleEndian.SHORT, at + 2L * i));
    }
  }

  static void doublesToFloats(MemorySegment source, long at, float[] target, int to, int count) {
    for (int i = 0; i < count; i++) {
      target[to + i] = (float) source.get(LittleEndian.DOUBLE, at + 8L * i);
    }
  }

  static void halfsToFloats(MemorySegment source, long at, float[] target, int to, int count) {
    for (int i = 0; i < count; i++) {
      target[to + i] = Float.float16ToFloat(source.get(LittleEndian.SHORT, at + 2L * i));
    }
  }

  static void bfloatsToFloats(MemorySegment source, long at, float[] target, int to, int count) {
    for (int i = 0; i < count; i++) {
      target[to + i] = LittleEndian.bfloat16(source.get(LittleEndian.SHORT, at + 2L * i));
    }
  }
}
