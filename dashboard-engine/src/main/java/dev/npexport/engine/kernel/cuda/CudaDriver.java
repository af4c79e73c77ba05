package dev.npexport.engine.kernel.cuda;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.npexport.engine.kernel.cuda.NativeLibrary.Call;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;

/**
 * The functions of the CUDA driver API that are used. Device addresses and handles are 64-bit
 * numbers.
 *
 * @see <a href="https://docs.nvidia.com/cuda/cuda-driver-api">CUDA driver API</a>
 */
final class CudaDriver {

  static final List<String> NAMES = List.of("libcuda.so.1", "libcuda.so");

  private static final int MAJOR = 75;
  private static final int MINOR = 76;

  private final Call init;
  private final Call deviceCount;
  private final Call device;
  private final Call attribute;
  private final Call retainContext;
  private final Call releaseContext;
  private final Call setContext;
  private final Call memoryInfo;
  private final Call allocate;
  private final Call free;
  private final Call upload;
  private final Call download;
  private final Call fill;
  private final Call loadModule;
  private final Call unloadModule;
  private final Call function;
  private final Call launch;
  private final Call synchronize;

  CudaDriver(NativeLibrary library) {
    init = library.function("cuInit", JAVA_INT);
    deviceCount = library.function("cuDeviceGetCount", ADDRESS);
    device = library.function("cuDeviceGet", ADDRESS, JAVA_INT);
    attribute = library.function("cuDeviceGetAttribute", ADDRESS, JAVA_INT, JAVA_INT);
    retainContext = library.function("cuDevicePrimaryCtxRetain", ADDRESS, JAVA_INT);
    releaseContext = library.function("cuDevicePrimaryCtxRelease_v2", JAVA_INT);
    setContext = library.function("cuCtxSetCurrent", JAVA_LONG);
    memoryInfo = library.function("cuMemGetInfo_v2", ADDRESS, ADDRESS);
    allocate = library.function("cuMemAlloc_v2", ADDRESS, JAVA_LONG);
    free = library.function("cuMemFree_v2", JAVA_LONG);
    upload = library.function("cuMemcpyHtoD_v2", JAVA_LONG, ADDRESS, JAVA_LONG);
    download = library.function("cuMemcpyDtoH_v2", ADDRESS, JAVA_LONG, JAVA_LONG);
    fill = library.function("cuMemsetD8_v2", JAVA_LONG, JAVA_BYTE, JAVA_LONG);
    loadModule = library.function("cuModuleLoadData", ADDRESS, ADDRESS);
    unloadModule = library.function("cuModuleUnload", JAVA_LONG);
    function = library.function("cuModuleGetFunction", ADDRESS, JAVA_LONG, ADDRESS);
    launch =
        library.function(
            "cuLaunchKernel",
            JAVA_LONG,
            JAVA_INT,
            JAVA_INT,
            JAVA_INT,
            JAVA_INT,
            JAVA_INT,
            JAVA_INT,
            JAVA_INT,
            JAVA_LONG,
            ADDRESS,
            ADDRESS);
    synchronize = library.function("cuCtxSynchronize");
  }

  /**
   * The first device.
   *
   * @throws CudaUnavailable if there is none
   */
  int firstDevice() {
    int status = init.status(0);
    if (status != 0) {
      throw new CudaUnavailable("the CUDA driver does not start, status " + status);
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment number = arena.allocate(JAVA_INT);
      deviceCount.with(number);
      if (number.get(JAVA_INT, 0) == 0) {
        throw new CudaUnavailable("the CUDA driver sees no device");
      }
      device.with(number, 0);
      return number.get(JAVA_INT, 0);
    }
  }

  /** Compute capability, for example 90 for 9.0. */
  int capability(int device) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment number = arena.allocate(JAVA_INT);
      attribute.with(number, MAJOR, device);
      int major = number.get(JAVA_INT, 0);
      attribute.with(number, MINOR, device);
      return 10 * major + number.get(JAVA_INT, 0);
    }
  }

  long retainContext(int device) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment handle = arena.allocate(JAVA_LONG);
      retainContext.with(handle, device);
      return handle.get(JAVA_LONG, 0);
    }
  }

  void releaseContext(int device) {
    releaseContext.with(device);
  }

  /** For the calling thread. */
  void setContext(long context) {
    setContext.with(context);
  }

  long freeBytes() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment sizes = arena.allocate(JAVA_LONG, 2);
      memoryInfo.with(sizes, sizes.asSlice(8));
      return sizes.get(JAVA_LONG, 0);
    }
  }

  long allocate(long bytes) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment address = arena.allocate(JAVA_LONG);
      allocate.with(address, bytes);
      return address.get(JAVA_LONG, 0);
    }
  }

  void free(long address) {
    free.with(address);
  }

  void upload(MemorySegment source, long target) {
    upload.with(target, source, source.byteSize());
  }

  void download(long source, MemorySegment target) {
    download.with(target, source, target.byteSize());
  }

  void clear(long target, long bytes) {
    fill.with(target, (byte) 0, bytes);
  }

  long loadModule(MemorySegment ptx) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment handle = arena.allocate(JAVA_LONG);
      loadModule.with(handle, ptx);
      return handle.get(JAVA_LONG, 0);
    }
  }

  void unloadModule(long module) {
    unloadModule.with(module);
  }

  long function(long module, String name) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment handle = arena.allocate(JAVA_LONG);
      function.with(handle, module, arena.allocateFrom(name));
      return handle.get(JAVA_LONG, 0);
    }
  }

  /** Starts a kernel: a block of threads for each row. */
  void launch(long function, int rows, int threads, LaunchArguments arguments) {
    launch.with(
        function, rows, 1, 1, threads, 1, 1, 0, 0L, arguments.pointers(), MemorySegment.NULL);
  }

  void synchronize() {
    synchronize.with();
  }
}
