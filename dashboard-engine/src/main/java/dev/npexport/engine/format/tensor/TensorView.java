package dev.npexport.engine.format.tensor;

import dev.npexport.engine.format.safetensors.DType;
import dev.npexport.engine.format.safetensors.SegmentTensor;
import dev.npexport.engine.format.safetensors.Shapes;
import dev.npexport.engine.format.safetensors.Tensor;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * A tensor as a file holds it: a part of a run of elements, seen through a stride for each
 * dimension, so that column-major arrays, transposed parameters and slices need no copy to be read.
 * Nothing is read before the first number is asked for.
 */
public final class TensorView {

  /** Elements of a column that are read at once; the rows of a block fit the cache. */
  private static final int RUN = 64;

  private final String name;
  private final DType dtype;
  private final long[] shape;
  private final long[] strides;
  private final long offset;
  private final Supplier<? extends Tensor> elements;

  private TensorView(
      String name,
      DType dtype,
      long[] shape,
      long[] strides,
      long offset,
      Supplier<? extends Tensor> elements) {
    this.name = name;
    this.dtype = dtype;
    this.shape = shape;
    this.strides = strides;
    this.offset = offset;
    this.elements = elements;
  }

  /** The whole of a row-major tensor. */
  public static TensorView of(Tensor tensor) {
    return new TensorView(
        tensor.name(), tensor.dtype(), tensor.shape(), rowMajor(tensor.shape()), 0, () -> tensor);
  }

  /**
   * A view of stored elements.
   *
   * @param strides distance in elements between neighbours along each dimension
   * @param offset element at which the view starts
   * @param length number of stored elements; every element of the view must be one of them
   * @param data the bytes of the stored elements, little-endian
   */
  public static TensorView strided(
      String name,
      DType dtype,
      long[] shape,
      long[] strides,
      long offset,
      long length,
      Supplier<MemorySegment> data) {
    if (!fits(shape, strides, offset, length)) {
      throw new IllegalArgumentException(name + " reaches past its " + length + " elements");
    }
    return new TensorView(
        name,
        dtype,
        shape.clone(),
        strides.clone(),
        offset,
        Lazy.of(() -> SegmentTensor.of(name, dtype, new long[] {length}, data.get())));
  }

  /** Whether every element of such a view is one of {@code length} stored ones. */
  public static boolean fits(long[] shape, long[] strides, long offset, long length) {
    if (shape.length != strides.length || offset < 0 || offset > length) {
      return false;
    }
    try {
      if (Shapes.elements(shape) == 0) {
        return true;
      }
      long last = offset;
      for (int i = 0; i < shape.length; i++) {
        if (shape[i] < 0 || strides[i] < 0) {
          return false;
        }
        last = Math.addExact(last, Math.multiplyExact(shape[i] - 1, strides[i]));
      }
      return last < length;
    } catch (ArithmeticException e) {
      return false;
    }
  }

  /** Strides of a row-major (C order) array. */
  public static long[] rowMajor(long... shape) {
    long[] strides = new long[shape.length];
    long stride = 1;
    for (int i = shape.length - 1; i >= 0; i--) {
      strides[i] = stride;
      stride *= Math.max(1, shape[i]);
    }
    return strides;
  }

  /** Strides of a column-major (Fortran order) array. */
  public static long[] columnMajor(long... shape) {
    long[] strides = new long[shape.length];
    long stride = 1;
    for (int i = 0; i < shape.length; i++) {
      strides[i] = stride;
      stride *= Math.max(1, shape[i]);
    }
    return strides;
  }

  public String name() {
    return name;
  }

  public DType dtype() {
    return dtype;
  }

  public long[] shape() {
    return shape.clone();
  }

  public int rank() {
    return shape.length;
  }

  public long elements() {
    return Shapes.elements(shape);
  }

  /** A matrix with its two axes exchanged; nothing moves. */
  public TensorView transposed() {
    if (shape.length != 2) {
      throw new IllegalStateException(name + " of shape " + Shapes.text(shape) + " is no matrix");
    }
    return new TensorView(
        name,
        dtype,
        new long[] {shape[1], shape[0]},
        new long[] {strides[1], strides[0]},
        offset,
        elements);
  }

  /** The elements with one index of one axis, without that axis; nothing moves. */
  public TensorView select(int axis, long index) {
    Objects.checkIndex(index, shape[axis]);
    return new TensorView(
        name,
        dtype,
        without(shape, axis),
        without(strides, axis),
        offset + index * strides[axis],
        elements);
  }

  private static long[] without(long[] values, int at) {
    long[] left = new long[values.length - 1];
    System.arraycopy(values, 0, left, 0, at);
    System.arraycopy(values, at + 1, left, at, left.length - at);
    return left;
  }

  /** The same elements under another name. */
  public TensorView named(String other) {
    return new TensorView(other, dtype, shape, strides, offset, elements);
  }

  /** Whether the elements lie one after the other in row-major order. */
  public boolean isRowMajor() {
    long expected = 1;
    for (int i = shape.length - 1; i >= 0; i--) {
      if (shape[i] != 1 && strides[i] != expected) {
        return false;
      }
      expected *= Math.max(1, shape[i]);
    }
    return true;
  }

  /** A row-major view as a tensor over the same bytes. */
  public Tensor tensor() {
    if (!isRowMajor()) {
      throw new IllegalStateException(name + " is not row-major");
    }
    return new LazyTensor(
        name,
        dtype,
        shape,
        Lazy.of(
            () ->
                elements
                    .get()
                    .bytes()
                    .asSlice(offset * dtype.bytes(), elements() * dtype.bytes())));
  }

  /** The single element of a view that has one, integer or floating. */
  public double scalar() {
    if (elements() != 1) {
      throw new IllegalStateException(name + " of shape " + Shapes.text(shape) + " is no scalar");
    }
    Tensor stored = elements.get();
    return dtype.isFloating() ? stored.getDouble(offset) : stored.getLong(offset);
  }

  /** The rows of a floating matrix, a vector as one row, a scalar as one row of one. */
  public FloatRows rows() {
    if (shape.length > 2 || !dtype.isFloating()) {
      throw new IllegalStateException(
          "%s: %s of shape %s has no rows of floating-point numbers"
              .formatted(name, dtype, Shapes.text(shape)));
    }
    long[] sizes = {
      shape.length == 2 ? shape[0] : 1, shape.length == 0 ? 1 : shape[shape.length - 1]
    };
    long[] steps = {
      shape.length == 2 ? strides[0] : 0, shape.length == 0 ? 1 : strides[shape.length - 1]
    };
    return new Rows(sizes[0], Math.toIntExact(sizes[1]), steps[0], steps[1]);
  }

  /** Reads along whichever dimension lies together in the file. */
  private final class Rows implements FloatRows {

    private final long rows;
    private final int width;
    private final long down;
    private final long across;

    Rows(long rows, int width, long down, long across) {
      this.rows = rows;
      this.width = width;
      this.down = down;
      this.across = across;
    }

    @Override
    public long rows() {
      return rows;
    }

    @Override
    public int width() {
      return width;
    }

    @Override
    public void read(long first, int count, float[] target) {
      Tensor stored = elements.get();
      if (across == 1 || width <= 1) {
        for (int row = 0; row < count; row++) {
          stored.readFloats(offset + (first + row) * down, target, row * width, width);
        }
      } else if (down == 1) {
        for (int row = 0; row < count; row += RUN) {
          readColumns(stored, first + row, Math.min(RUN, count - row), target, row * width);
        }
      } else {
        for (int row = 0; row < count; row++) {
          for (int i = 0; i < width; i++) {
            long at = offset + (first + row) * down + i * across;
            target[row * width + i] = (float) stored.getDouble(at);
          }
        }
      }
    }

    private void readColumns(Tensor stored, long first, int count, float[] target, int to) {
      float[] run = new float[count];
      for (int column = 0; column < width; column++) {
        stored.readFloats(offset + first + column * across, run, 0, count);
        for (int row = 0; row < count; row++) {
          target[to + row * width + column] = run[row];
        }
      }
    }
  }

  @Override
  public String toString() {
    return name + " " + dtype + Arrays.toString(shape) + " strides " + Arrays.toString(strides);
  }
}
