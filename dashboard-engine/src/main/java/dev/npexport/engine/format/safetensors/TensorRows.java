package dev.npexport.engine.format.safetensors;

import dev.npexport.engine.kernel.RowSource;

/** The rows of a two-dimensional floating tensor. */
public final class TensorRows implements RowSource {

  private final Tensor tensor;
  private final int rows;
  private final int width;

  private TensorRows(Tensor tensor, int rows, int width) {
    this.tensor = tensor;
    this.rows = rows;
    this.width = width;
  }

  /** Rows of {@code tensor}, which has shape [rows, width] and a floating dtype. */
  public static TensorRows of(Tensor tensor) {
    long[] shape = tensor.shape();
    if (shape.length != 2 || !tensor.dtype().isFloating()) {
      throw new IllegalArgumentException(
          "%s: %s of shape %s has no rows of floating-point numbers"
              .formatted(tensor.name(), tensor.dtype(), Shapes.text(shape)));
    }
    return new TensorRows(tensor, Math.toIntExact(shape[0]), Math.toIntExact(shape[1]));
  }

  @Override
  public int rows() {
    return rows;
  }

  @Override
  public int width() {
    return width;
  }

  @Override
  public void read(int index, double[] target) {
    tensor.readDoubles((long) index * width, target, 0, width);
  }
}
