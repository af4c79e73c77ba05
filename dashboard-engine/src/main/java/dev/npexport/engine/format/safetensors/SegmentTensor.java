package dev.npexport.engine.format.safetensors;

import java.lang.foreign.MemorySegment;
import java.util.Objects;

/** A tensor over any memory segment, mapped or not. */
public final class SegmentTensor implements Tensor {

  private final String name;
  private final DType dtype;
  private final long[] shape;
  private final long elements;
  private final MemorySegment bytes;

  private SegmentTensor(String name, DType dtype, long[] shape, MemorySegment bytes) {
    this.name = name;
    this.dtype = dtype;
    this.shape = shape.clone();
    this.elements = Shapes.elements(shape);
    this.bytes = bytes.asReadOnly();
    if (Math.multiplyExact(elements, (long) dtype.bytes()) != bytes.byteSize()) {
      throw new IllegalArgumentException(
          "%s: %s of shape %s does not have %d bytes"
              .formatted(name, dtype, Shapes.text(shape), bytes.byteSize()));
    }
  }

  /** A tensor of these little-endian bytes. */
  public static SegmentTensor of(String name, DType dtype, long[] shape, MemorySegment bytes) {
    return new SegmentTensor(name, dtype, shape, bytes);
  }

  /** An F32 tensor that shares {@code values}. */
  public static SegmentTensor ofFloats(String name, long[] shape, float[] values) {
    return new SegmentTensor(name, DType.F32, shape, LittleEndian.bytes(values));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public DType dtype() {
    return dtype;
  }

  @Override
  public long[] shape() {
    return shape.clone();
  }

  @Override
  public long elements() {
    return elements;
  }

  @Override
  public MemorySegment bytes() {
    return bytes;
  }

  @Override
  public double getDouble(long index) {
    long offset = Objects.checkIndex(index, elements) * dtype.bytes();
    return switch (dtype) {
      case F64 -> bytes.get(LittleEndian.DOUBLE, offset);
      case F32 -> bytes.get(LittleEndian.FLOAT, offset);
      case F16 -> Float.float16ToFloat(bytes.get(LittleEndian.SHORT, offset));
      case BF16 -> LittleEndian.bfloat16(bytes.get(LittleEndian.SHORT, offset));
      case I64, I32, I16, I8, U64, U32, U16, U8, BOOL -> throw notFloating();
    };
  }

  @Override
  public long getLong(long index) {
    long offset = Objects.checkIndex(index, elements) * dtype.bytes();
    return switch (dtype) {
      case I64 -> bytes.get(LittleEndian.LONG, offset);
      case I32 -> bytes.get(LittleEndian.INT, offset);
      case I16 -> bytes.get(LittleEndian.SHORT, offset);
      case I8 -> bytes.get(LittleEndian.BYTE, offset);
      case U64 -> unsigned(bytes.get(LittleEndian.LONG, offset), index);
      case U32 -> Integer.toUnsignedLong(bytes.get(LittleEndian.INT, offset));
      case U16 -> Short.toUnsignedLong(bytes.get(LittleEndian.SHORT, offset));
      case U8, BOOL -> Byte.toUnsignedLong(bytes.get(LittleEndian.BYTE, offset));
      case F64, F32, F16, BF16 ->
          throw new IllegalStateException(name + " holds " + dtype + ", not integers");
    };
  }

  private long unsigned(long value, long index) {
    if (value < 0) {
      throw new ArithmeticException(
          name + "[" + index + "] = " + Long.toUnsignedString(value) + " does not fit a long");
    }
    return value;
  }

  @Override
  public void readDoubles(long from, double[] target, int offset, int count) {
    Objects.checkFromIndexSize(from, (long) count, elements);
    switch (dtype) {
      case F64 -> LittleEndian.doubles(bytes, from * 8, target, offset, count);
      case F32 -> Widening.floatsToDoubles(bytes, from * 4, target, offset, count);
      case F16 -> Widening.halfsToDoubles(bytes, from * 2, target, offset, count);
      case BF16 -> Widening.bfloatsToDoubles(bytes, from * 2, target, offset, count);
      case I64, I32, I16, I8, U64, U32, U16, U8, BOOL -> throw notFloating();
    }
  }

  @Override
  public void readFloats(long from, float[] target, int offset, int count) {
    Objects.checkFromIndexSize(from, (long) count, elements);
    switch (dtype) {
      case F64 -> Widening.doublesToFloats(bytes, from * 8, target, offset, count);
      case F32 -> LittleEndian.floats(bytes, from * 4, target, offset, count);
      case F16 -> Widening.halfsToFloats(bytes, from * 2, target, offset, count);
      case BF16 -> Widening.bfloatsToFloats(bytes, from * 2, target, offset, count);
      case I64, I32, I16, I8, U64, U32, U16, U8, BOOL -> throw notFloating();
    }
  }

  private IllegalStateException notFloating() {
    return new IllegalStateException(name + " holds " + dtype + ", not floating-point numbers");
  }

  @Override
  public String toString() {
    return name + " " + dtype + Shapes.text(shape);
  }
}
