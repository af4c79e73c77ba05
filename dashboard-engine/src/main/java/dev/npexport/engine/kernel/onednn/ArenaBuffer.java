package dev.npexport.engine.kernel.onednn;

import dev.npexport.engine.kernel.tiles.TileBuffer;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Memory of an arena of its own. */
final class ArenaBuffer implements TileBuffer {

  private static final int ALIGNMENT = 64;

  private final Arena arena;
  private final MemorySegment memory;

  ArenaBuffer(Arena arena, long bytes) {
    this.arena = arena;
    this.memory = arena.allocate(Math.max(bytes, ALIGNMENT), ALIGNMENT);
  }

  @Override
  public MemorySegment memory() {
    return memory;
  }

  @Override
  public void close() {
    arena.close();
  }
}
