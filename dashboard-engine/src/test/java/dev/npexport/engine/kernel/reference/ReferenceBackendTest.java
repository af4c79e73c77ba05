package dev.npexport.engine.kernel.reference;

import dev.npexport.engine.kernel.ProjectionBackend;
import dev.npexport.engine.kernel.ProjectionBackendContract;

class ReferenceBackendTest extends ProjectionBackendContract {

  @Override
  protected ProjectionBackend backend() {
    return new ReferenceBackend();
  }
}
