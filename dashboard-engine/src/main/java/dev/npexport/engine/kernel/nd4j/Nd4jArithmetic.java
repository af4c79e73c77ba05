package dev.npexport.engine.kernel.nd4j;

import dev.npexport.engine.kernel.tiles.Precision;
import dev.npexport.engine.kernel.tiles.TileArithmetic;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Float32 products by ND4J's BLAS. */
final class Nd4jArithmetic implements TileArithmetic<NativeFloats> {

  @Override
  public Precision precision() {
    return Precision.FLOAT32;
  }

  @Override
  public NativeFloats allocate(long bytes) {
    return new NativeFloats(Math.ceilDiv(bytes, (long) Float.BYTES));
  }

  @Override
  public void multiply(
      NativeFloats columns,
      int size,
      NativeFloats rows,
      int slots,
      int width,
      NativeFloats product) {
    INDArray transposed = rows.rows(slots, width).transpose();
    columns.rows(size, width).mmuli(transposed, product.columns(size, slots));
  }
}
