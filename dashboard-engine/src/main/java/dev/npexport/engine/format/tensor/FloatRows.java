package dev.npexport.engine.format.tensor;

import java.util.Objects;
import java.util.function.DoubleUnaryOperator;

/**
 * Numbers in rows that are read or computed block by block, so that a matrix of any size passes
 * through a small buffer. Vectors are one row.
 */
public interface FloatRows {

  long rows();

  int width();

  /** Writes {@code count} rows from {@code first} into the start of {@code target}, row by row. */
  void read(long first, int count, float[] target);

  /** Each number through {@code function}, which is given and gives float64. */
  default FloatRows mapped(DoubleUnaryOperator function) {
    FloatRows inner = this;
    return new FloatRows() {
      @Override
      public long rows() {
        return inner.rows();
      }

      @Override
      public int width() {
        return inner.width();
      }

      @Override
      public void read(long first, int count, float[] target) {
        inner.read(first, count, target);
        for (int i = 0; i < count * inner.width(); i++) {
          target[i] = (float) function.applyAsDouble(target[i]);
        }
      }
    };
  }

  /** One row of these numbers. */
  static FloatRows of(float... values) {
    return new FloatRows() {
      @Override
      public long rows() {
        return 1;
      }

      @Override
      public int width() {
        return values.length;
      }

      @Override
      public void read(long first, int count, float[] target) {
        if (count > 0) {
          Objects.checkIndex(first, 1);
          System.arraycopy(values, 0, target, 0, values.length);
        }
      }
    };
  }
}
