package dev.npexport.engine.format.activation.prepare;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * Takes disk space for a file before it is mapped: writing to a mapped file without room ends the
 * process on some systems instead of giving an error. Uses {@code posix_fallocate} where the system
 * has it, else writes zeros.
 */
final class FileSpace {

  private static final int READ_WRITE = 2;
  private static final int NO_SPACE = 28;
  private static final int OVER_QUOTA = 122;
  private static final int TOO_LARGE = 27;

  /** The three C functions that are needed, absent where the system lacks one. */
  private record Native(MethodHandle open, MethodHandle allocate, MethodHandle close) {

    private static final Optional<Native> INSTANCE = find();

    private static Optional<Native> find() {
      if (!System.getProperty("os.name").startsWith("Linux")) {
        return Optional.empty();
      }
      Linker linker = Linker.nativeLinker();
      SymbolLookup library = linker.defaultLookup();
      Optional<MemorySegment> open = library.find("open");
      Optional<MemorySegment> allocate = library.find("posix_fallocate");
      Optional<MemorySegment> close = library.find("close");
      if (open.isEmpty() || allocate.isEmpty() || close.isEmpty()) {
        return Optional.empty();
      }
      return Optional.of(
          new Native(
              linker.downcallHandle(
                  open.get(),
                  FunctionDescriptor.of(
                      ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT),
                  Linker.Option.firstVariadicArg(2)),
              linker.downcallHandle(
                  allocate.get(),
                  FunctionDescriptor.of(
                      ValueLayout.JAVA_INT,
                      ValueLayout.JAVA_INT,
                      ValueLayout.JAVA_LONG,
                      ValueLayout.JAVA_LONG)),
              linker.downcallHandle(
                  close.get(), FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT))));
    }

    /** 0 or an error number; -1 if the file cannot be opened this way. */
    int reserve(Path file, long bytes) {
      try (Arena arena = Arena.ofConfined()) {
        int descriptor = (int) open.invokeExact(arena.allocateFrom(file.toString()), READ_WRITE);
        if (descriptor < 0) {
          return -1;
        }
        int error = (int) allocate.invokeExact(descriptor, 0L, bytes);
        int closed = (int) close.invokeExact(descriptor);
        return error != 0 ? error : closed;
      } catch (Throwable e) { // what a method handle declares; these functions throw nothing
        throw new IllegalStateException("calling the C library failed", e);
      }
    }
  }

  private FileSpace() {}

  /**
   * Makes an existing file {@code bytes} long with all of its space taken.
   *
   * @return whether there was room
   */
  static boolean reserve(Path file, long bytes) throws IOException {
    if (bytes == 0) {
      return true;
    }
    int result = Native.INSTANCE.map(calls -> calls.reserve(file, bytes)).orElse(-1);
    return switch (result) {
      case 0 -> true;
      case NO_SPACE, OVER_QUOTA, TOO_LARGE -> false;
      default -> writeZeros(file, bytes);
    };
  }

  /** The portable way. */
  static boolean writeZeros(Path file, long bytes) throws IOException {
    if (file.toAbsolutePath().getParent().toFile().getUsableSpace() < bytes) {
      return false;
    }
    ByteBuffer zeros = ByteBuffer.allocateDirect(1 << 20);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      long at = 0;
      while (at < bytes) {
        zeros.clear().limit((int) Math.min(zeros.capacity(), bytes - at));
        at += channel.write(zeros, at);
      }
    }
    return true;
  }
}
