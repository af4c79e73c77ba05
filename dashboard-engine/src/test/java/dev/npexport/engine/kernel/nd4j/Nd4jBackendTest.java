package dev.npexport.engine.kernel.nd4j;

import dev.npexport.engine.kernel.ProjectionBackend;
import dev.npexport.engine.kernel.ProjectionBackendContract;

class Nd4jBackendTest extends ProjectionBackendContract {

  @Override
  protected ProjectionBackend backend() {
    return new Nd4jBackend();
  }
}
