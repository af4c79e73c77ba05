package dev.npexport.engine.kernel.tiles;

import dev.npexport.engine.kernel.ProjectionBackend;
import dev.npexport.engine.kernel.ProjectionBackendContract;

/** The tiles by themselves, without a library. */
class Float32TilesTest extends ProjectionBackendContract {

  @Override
  protected ProjectionBackend backend() {
    return new PlainBackend(Precision.FLOAT32);
  }
}
