package dev.npexport.engine.kernel.tiles;

import java.lang.foreign.MemorySegment;

/**
 * Off-heap memory of a product. Reused from call to call: allocating it anew costs more than the
 * arithmetic on small machines.
 */
public interface TileBuffer extends AutoCloseable {

  MemorySegment memory();

  @Override
  void close();
}
