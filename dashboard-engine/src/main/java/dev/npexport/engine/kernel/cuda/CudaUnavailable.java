package dev.npexport.engine.kernel.cuda;

/** Why there is no CUDA here, for a person. */
final class CudaUnavailable extends RuntimeException {

  private static final long serialVersionUID = 1L;

  CudaUnavailable(String message) {
    super(message);
  }
}
