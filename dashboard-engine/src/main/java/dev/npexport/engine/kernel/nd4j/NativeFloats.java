package dev.npexport.engine.kernel.nd4j;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Off-heap float32 memory that ND4J owns and that is read and written in bulk. Reused from call to
 * call: allocating it anew costs more than the arithmetic on small machines.
 */
final class NativeFloats implements AutoCloseable {

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

  void write(float[] source, int length, long at) {
    MemorySegment.copy(source, 0, memory, ValueLayout.JAVA_FLOAT, at * Float.BYTES, length);
  }

  void read(long at, float[] target, int offset, int length) {
    MemorySegment.copy(memory, ValueLayout.JAVA_FLOAT, at * Float.BYTES, target, offset, length);
  }

  void clear(long from, long length) {
    memory.asSlice(from * Float.BYTES, length * Float.BYTES).fill((byte) 0);
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
