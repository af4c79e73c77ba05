package dev.npexport.engine.kernel.onednn;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The functions of oneDNN that are used, by its C interface: from the file that {@link #PROPERTY}
 * names, from the class path ({@code org.bytedeco:dnnl}, whose Java part is not needed), or
 * installed on the machine.
 *
 * @param sgemm {@code dnnl_sgemm}
 * @param bf16Gemm {@code dnnl_gemm_bf16bf16f32}, absent from some builds
 * @param setThreads {@code omp_set_num_threads}, for the calling thread; absent from builds with
 *     another runtime
 * @param isa {@code dnnl_get_effective_cpu_isa()}
 */
record OneDnnLibrary(
    MethodHandle sgemm,
    Optional<MethodHandle> bf16Gemm,
    Optional<MethodHandle> setThreads,
    int isa) {

  static final String PROPERTY = "npexport.onednn.library";

  /** {@code dnnl_cpu_isa_avx512_core_bf16}; larger instruction sets contain its bits. */
  private static final int AVX512_BF16 = 0xe7;

  private static final String INSTALLED = "libdnnl.so.3";
  private static final String RESOURCES = "/org/bytedeco/dnnl/linux-x86_64/";

  /** In the order in which they need each other. */
  private static final List<String> FILES = List.of("libgomp.so.1", INSTALLED);

  private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;

  /** transa, transb, M, N, K, alpha, A, lda, B, ldb, beta, C, ldc; matrices row-major. */
  private static final FunctionDescriptor GEMM =
      FunctionDescriptor.of(
          ValueLayout.JAVA_INT,
          ValueLayout.JAVA_BYTE,
          ValueLayout.JAVA_BYTE,
          LONG,
          LONG,
          LONG,
          ValueLayout.JAVA_FLOAT,
          ValueLayout.ADDRESS,
          LONG,
          ValueLayout.ADDRESS,
          LONG,
          ValueLayout.JAVA_FLOAT,
          ValueLayout.ADDRESS,
          LONG);

  /**
   * Loads the library; it stays loaded.
   *
   * @throws IllegalStateException if there is none, or it is none
   */
  static OneDnnLibrary load() {
    SymbolLookup lookup = lookup();
    Linker linker = Linker.nativeLinker();
    MethodHandle isa =
        linker.downcallHandle(
            required(lookup, "dnnl_get_effective_cpu_isa"),
            FunctionDescriptor.of(ValueLayout.JAVA_INT));
    try {
      return new OneDnnLibrary(
          linker.downcallHandle(required(lookup, "dnnl_sgemm"), GEMM),
          lookup.find("dnnl_gemm_bf16bf16f32").map(at -> linker.downcallHandle(at, GEMM)),
          lookup
              .find("omp_set_num_threads")
              .map(
                  at -> linker.downcallHandle(at, FunctionDescriptor.ofVoid(ValueLayout.JAVA_INT))),
          (int) isa.invokeExact());
    } catch (Throwable e) {
      throw new IllegalStateException("oneDNN does not answer: " + e, e);
    }
  }

  /** Whether this machine multiplies bfloat16 in hardware and this build can. */
  boolean hasBf16() {
    return bf16Gemm.isPresent() && (isa & AVX512_BF16) == AVX512_BF16;
  }

  private static MemorySegment required(SymbolLookup lookup, String name) {
    return lookup
        .find(name)
        .orElseThrow(() -> new IllegalStateException("the oneDNN library has no " + name));
  }

  private static SymbolLookup lookup() {
    String named = System.getProperty(PROPERTY, "");
    try {
      if (!named.isEmpty()) {
        return SymbolLookup.libraryLookup(Path.of(named), Arena.global());
      }
      if (OneDnnLibrary.class.getResource(RESOURCES + INSTALLED) != null) {
        return fromClassPath();
      }
      return SymbolLookup.libraryLookup(INSTALLED, Arena.global());
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException(
          "no oneDNN: neither %s, nor org.bytedeco:dnnl on the class path, nor %s (%s)"
              .formatted(PROPERTY, INSTALLED, e.getMessage()),
          e);
    }
  }

  /** A loaded file needs no name any more, so the copies are removed at once. */
  private static SymbolLookup fromClassPath() {
    try {
      Path folder = Files.createTempDirectory("npexport-onednn-");
      try {
        for (String file : FILES) {
          try (InputStream in = OneDnnLibrary.class.getResourceAsStream(RESOURCES + file)) {
            if (in != null) {
              Files.copy(in, folder.resolve(file));
            }
          }
        }
        return SymbolLookup.libraryLookup(folder.resolve(INSTALLED), Arena.global());
      } finally {
        for (String file : FILES) {
          Files.deleteIfExists(folder.resolve(file));
        }
        Files.delete(folder);
      }
    } catch (IOException e) {
      throw new IllegalStateException("oneDNN cannot be unpacked: " + e, e);
    }
  }
}
