package dev.npexport.engine.kernel.vnni;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * Memory from the operating system: large pages for what is read from end to end, and pages that
 * hold code.
 */
final class Pages {

  private static final int READ = 1;
  private static final int WRITE = 2;
  private static final int EXECUTE = 4;
  private static final int PRIVATE_ANONYMOUS = 0x22;
  private static final int HUGE = 14;

  private static final Linker LINKER = Linker.nativeLinker();

  private static final MethodHandle MMAP =
      function(
          "mmap",
          FunctionDescriptor.of(
              ValueLayout.ADDRESS,
              ValueLayout.ADDRESS,
              ValueLayout.JAVA_LONG,
              ValueLayout.JAVA_INT,
              ValueLayout.JAVA_INT,
              ValueLayout.JAVA_INT,
              ValueLayout.JAVA_LONG));

  private static final MethodHandle MUNMAP = function("munmap", sized());
  private static final MethodHandle MPROTECT = function("mprotect", sized(ValueLayout.JAVA_INT));
  private static final MethodHandle MADVISE = function("madvise", sized(ValueLayout.JAVA_INT));

  private Pages() {}

  /** Zeroed memory that is given back when the arena is closed. */
  static MemorySegment allocate(Arena arena, long bytes) {
    long size = Math.max(bytes, 64);
    MemorySegment pages = map(size);
    try {
      int unused = (int) MADVISE.invokeExact(pages, size, HUGE); // a wish: it may be refused
    } catch (Throwable e) {
      throw new IllegalStateException("madvise: " + e, e);
    }
    return pages.reinterpret(size, arena, Pages::unmap);
  }

  /**
   * Makes machine code callable, for as long as the process lives. Memory is never writable and
   * executable at once.
   *
   * @throws IllegalStateException where the system does not let a process make code
   */
  static MemorySegment code(byte[] bytes) {
    MemorySegment pages = map(bytes.length).reinterpret(bytes.length);
    MemorySegment.copy(bytes, 0, pages, ValueLayout.JAVA_BYTE, 0, bytes.length);
    int status;
    try {
      status = (int) MPROTECT.invokeExact(pages, (long) bytes.length, READ | EXECUTE);
    } catch (Throwable e) {
      throw new IllegalStateException("mprotect: " + e, e);
    }
    if (status != 0) {
      unmap(pages);
      throw new IllegalStateException("the system does not let this process make code (mprotect)");
    }
    return pages;
  }

  private static MemorySegment map(long bytes) {
    MemorySegment pages;
    try {
      pages =
          (MemorySegment)
              MMAP.invokeExact(MemorySegment.NULL, bytes, READ | WRITE, PRIVATE_ANONYMOUS, -1, 0L);
    } catch (Throwable e) {
      throw new IllegalStateException("mmap: " + e, e);
    }
    if (pages.address() == -1) {
      throw new OutOfMemoryError("mmap of %,d bytes was refused".formatted(bytes));
    }
    return pages;
  }

  private static void unmap(MemorySegment pages) {
    try {
      int unused = (int) MUNMAP.invokeExact(pages, pages.byteSize());
    } catch (Throwable e) {
      throw new IllegalStateException("munmap: " + e, e);
    }
  }

  private static FunctionDescriptor sized(ValueLayout... more) {
    return FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_LONG)
        .appendArgumentLayouts(more);
  }

  private static MethodHandle function(String name, FunctionDescriptor descriptor) {
    return LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(name), descriptor);
  }
}
