package dev.npexport.engine.kernel.nd4j;

import dev.npexport.engine.kernel.tiles.Precision;
import dev.npexport.engine.kernel.tiles.TileArithmetic;
import org.nd4j.linalg.api.concurrency.AffinityManager;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Float32 products by ND4J's BLAS. */
final class Nd4jArithmetic implements TileArithmetic<NativeFloats> {

  @Override
  public String backend() {
    return Nd4jBackend.NAME;
  }

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
    INDArray left = columns.rows(size, width);
    INDArray right = rows.rows(slots, width);
    INDArray result = product.columns(size, slots);
    // no effect on the CPU; with nd4j-cuda the factors are written, and the result is read, on this
    // side of the bus
    AffinityManager places = Nd4j.getAffinityManager();
    places.tagLocation(left, AffinityManager.Location.HOST);
    places.tagLocation(right, AffinityManager.Location.HOST);
    left.mmuli(right.transpose(), result);
    places.ensureLocation(result, AffinityManager.Location.HOST);
  }
}
