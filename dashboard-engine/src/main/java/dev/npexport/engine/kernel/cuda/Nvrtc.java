package dev.npexport.engine.kernel.cuda;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.npexport.engine.kernel.cuda.NativeLibrary.Call;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;

/** Compiles kernels at run time, for the device that is there. */
final class Nvrtc {

  static final List<String> NAMES =
      List.of("libnvrtc.so.13", "libnvrtc.so.12", "libnvrtc.so.11.2", "libnvrtc.so");

  /** Newer devices compile this further themselves; older compilers know it. */
  private static final int NEWEST_ARCHITECTURE = 80;

  private final Call create;
  private final Call compile;
  private final Call ptxSize;
  private final Call ptx;
  private final Call logSize;
  private final Call log;
  private final Call destroy;

  Nvrtc(NativeLibrary library) {
    create =
        library.function(
            "nvrtcCreateProgram", ADDRESS, ADDRESS, ADDRESS, JAVA_INT, ADDRESS, ADDRESS);
    compile = library.function("nvrtcCompileProgram", JAVA_LONG, JAVA_INT, ADDRESS);
    ptxSize = library.function("nvrtcGetPTXSize", JAVA_LONG, ADDRESS);
    ptx = library.function("nvrtcGetPTX", JAVA_LONG, ADDRESS);
    logSize = library.function("nvrtcGetProgramLogSize", JAVA_LONG, ADDRESS);
    log = library.function("nvrtcGetProgramLog", JAVA_LONG, ADDRESS);
    destroy = library.function("nvrtcDestroyProgram", ADDRESS);
  }

  /** The option that names the architecture for a compute capability such as 90. */
  static String architecture(int capability) {
    return "--gpu-architecture=compute_" + Math.min(capability, NEWEST_ARCHITECTURE);
  }

  /**
   * Compiles to PTX, with its closing zero, in memory of {@code arena}.
   *
   * @throws IllegalStateException with the compiler's words
   */
  MemorySegment compile(String source, int capability, Arena arena) {
    MemorySegment program = arena.allocate(JAVA_LONG);
    create.with(
        program,
        arena.allocateFrom(source),
        arena.allocateFrom("epilogue.cu"),
        0,
        MemorySegment.NULL,
        MemorySegment.NULL);
    long handle = program.get(JAVA_LONG, 0);
    MemorySegment options = arena.allocate(ADDRESS, 1);
    options.set(ADDRESS, 0, arena.allocateFrom(architecture(capability)));
    int status = compile.status(handle, 1, options);
    if (status != 0) {
      throw new IllegalStateException(
          "the CUDA kernels do not compile, status "
              + status
              + ": "
              + text(logSize, log, handle, arena).getString(0));
    }
    MemorySegment compiled = text(ptxSize, ptx, handle, arena);
    destroy.with(program);
    return compiled;
  }

  private static MemorySegment text(Call size, Call content, long handle, Arena arena) {
    MemorySegment bytes = arena.allocate(JAVA_LONG);
    size.with(handle, bytes);
    MemorySegment text = arena.allocate(bytes.get(JAVA_LONG, 0) + 1);
    content.with(handle, text);
    return text;
  }
}
