package dev.npexport.engine.kernel.nd4j;

import dev.npexport.engine.kernel.tiles.TileBuffer;
import java.lang.foreign.MemorySegment;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Off-heap float32 memory that ND4J owns. */
final class NativeFloats implements TileBuffer {

  private final INDArray owner;
  private final MemorySegment memory;

  NativeFloats(long count) {
    owner = Nd4j.createUninitialized(DataType.FLOAT, count);
    memory =
        MemorySegment.ofAddress(owner.data().pointer().address()).reinterpret(count * Float.BYTES);
    memory.fill((byte) 0);
  }

  /** The first entries as a matrix whose rows are contiguous. */
  INDArray rows(int rows, int width) {
    return matrix(rows, width, width, 1, 'c');
  }

  /** The first entries as a matrix whose columns are contiguous. */
  INDArray columns(int rows, int columns) {
    return matrix(rows, columns, 1, rows, 'f');
  }

  @Override
  public MemorySegment memory() {
    return memory;
  }

  @Override
  public void close() {
    owner.close();
  }

  private INDArray matrix(long rows, long columns, long rowStride, long columnStride, char order) {
    DataBuffer data = owner.data();
    return Nd4j.create(
        data, new long[] {rows, columns}, new long[] {rowStride, columnStride}, 0, order);
  }
}
