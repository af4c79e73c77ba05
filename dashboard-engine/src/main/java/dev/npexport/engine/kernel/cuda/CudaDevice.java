package dev.npexport.engine.kernel.cuda;

import java.lang.foreign.Arena;
import java.util.HashMap;
import java.util.Map;

/** The first device, with its context, cuBLAS and our kernels. */
final class CudaDevice {

  private final CudaDriver driver;
  private final Cublas cublas;
  private final long context;
  private final Map<String, Long> kernels = new HashMap<>();

  private CudaDevice(CudaDriver driver, long context, Cublas cublas) {
    this.driver = driver;
    this.context = context;
    this.cublas = cublas;
  }

  /**
   * Loads the libraries and compiles the kernels.
   *
   * @throws CudaUnavailable if a library or a device is missing
   */
  static CudaDevice open() {
    NativeLibrary cuda = NativeLibrary.load(CudaDriver.NAMES);
    NativeLibrary blas = NativeLibrary.load(Cublas.NAMES);
    Nvrtc compiler = new Nvrtc(NativeLibrary.load(Nvrtc.NAMES));
    CudaDriver driver = new CudaDriver(cuda);
    int number = driver.firstDevice();
    long context = driver.retainContext(number);
    driver.setContext(context);
    CudaDevice device = new CudaDevice(driver, context, new Cublas(blas));
    try (Arena arena = Arena.ofConfined()) {
      long module =
          driver.loadModule(
              compiler.compile(EpilogueSource.text(), driver.capability(number), arena));
      for (String kernel : EpilogueSource.KERNELS) {
        device.kernels.put(kernel, driver.function(module, kernel));
      }
    }
    return device;
  }

  CudaDriver driver() {
    return driver;
  }

  Cublas cublas() {
    return cublas;
  }

  /** Makes the device that of the calling thread. */
  void attach() {
    driver.setContext(context);
  }

  void launch(String kernel, int rows, int threads, LaunchArguments arguments) {
    driver.launch(kernels.get(kernel), rows, threads, arguments);
  }
}
