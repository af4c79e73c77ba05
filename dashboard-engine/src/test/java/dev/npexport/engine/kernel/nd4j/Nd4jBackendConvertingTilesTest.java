package dev.npexport.engine.kernel.nd4j;

import dev.npexport.engine.kernel.ProjectionBackend;
import dev.npexport.engine.kernel.ProjectionBackendContract;

/** The same promises when no column is kept in float32 between calls. */
class Nd4jBackendConvertingTilesTest extends ProjectionBackendContract {

  @Override
  protected ProjectionBackend backend() {
    return new Nd4jBackend(0);
  }
}
