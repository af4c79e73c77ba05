package dev.npexport.engine.format.tensor;

import dev.npexport.engine.format.safetensors.DType;
import dev.npexport.engine.format.safetensors.SegmentTensor;
import dev.npexport.engine.format.safetensors.Shapes;
import dev.npexport.engine.format.safetensors.Tensor;
import java.lang.foreign.MemorySegment;
import java.util.function.Supplier;

/** A tensor whose bytes are found or computed when they are first asked for. */
public final class LazyTensor implements Tensor {

  private final String name;
  private final DType dtype;
  private final long[] shape;
  private final Lazy<SegmentTensor> content;

  LazyTensor(String name, DType dtype, long[] shape, Supplier<MemorySegment> bytes) {
    this.name = name;
    this.dtype = dtype;
    this.shape = shape.clone();
    this.content = Lazy.of(() -> SegmentTensor.of(name, dtype, shape, bytes.get()));
  }

  /** An F32 tensor of computed numbers, which {@code scratch} keeps. */
  public static LazyTensor computed(String name, long[] shape, FloatRows rows, Scratch scratch) {
    if (Math.multiplyExact(rows.rows(), (long) rows.width()) != Shapes.elements(shape)) {
      throw new IllegalArgumentException(name + " needs the numbers of " + Shapes.text(shape));
    }
    return new LazyTensor(name, DType.F32, shape, () -> scratch.keep(rows));
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
    return Shapes.elements(shape);
  }

  @Override
  public MemorySegment bytes() {
    return content.get().bytes();
  }

  @Override
  public double getDouble(long index) {
    return content.get().getDouble(index);
  }

  @Override
  public long getLong(long index) {
    return content.get().getLong(index);
  }

  @Override
  public void readDoubles(long from, double[] target, int offset, int count) {
    content.get().readDoubles(from, target, offset, count);
  }

  @Override
  public void readFloats(long from, float[] target, int offset, int count) {
    content.get().readFloats(from, target, offset, count);
  }

  @Override
  public String toString() {
    return name + " " + dtype + Shapes.text(shape);
  }
}
