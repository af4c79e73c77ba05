package dev.npexport.engine.kernel.vnni;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * The machine code, ready to be called. Each function takes the address of its arguments; the
 * numbers of the arguments are in the class that writes the code.
 */
record Kernels(
    MethodHandle multiply,
    MethodHandle collect,
    MethodHandle sweep,
    MethodHandle dots,
    MethodHandle exactDots) {

  private static final FunctionDescriptor DESCRIPTOR =
      FunctionDescriptor.of(ValueLayout.JAVA_LONG, ValueLayout.ADDRESS);

  /**
   * Writes the code; it stays for the life of the process.
   *
   * @throws IllegalStateException where the system does not let a process make code
   */
  static Kernels make() {
    return new Kernels(
        handle(MultiplyCode.emit()),
        handle(CollectCode.emit()),
        handle(SweepCode.emit()),
        handle(DotsCode.emit()),
        handle(ExactDotsCode.emit()));
  }

  /** Multiplies one panel with groups of rows; see {@link MultiplyCode}. */
  void multiplyPanel(MemorySegment arguments) {
    long unused = call(multiply, arguments);
  }

  /** Returns the address of the end of the list; see {@link CollectCode}. */
  long collect(MemorySegment arguments) {
    return call(collect, arguments);
  }

  /** Returns the address of the end of the list; see {@link SweepCode}. */
  long countBins(MemorySegment arguments) {
    return call(sweep, arguments);
  }

  /** Returns the address behind the last entry that was used; see {@link DotsCode}. */
  long multiplyListed(MemorySegment arguments) {
    return call(dots, arguments);
  }

  /** Leaves the partial sums of each column; see {@link ExactDotsCode}. */
  void multiplyExactly(MemorySegment arguments) {
    long unused = call(exactDots, arguments);
  }

  private static long call(MethodHandle function, MemorySegment arguments) {
    try {
      return (long) function.invokeExact(arguments);
    } catch (Throwable e) {
      throw new IllegalStateException("machine code cannot be called: " + e, e);
    }
  }

  /** Calls are short (microseconds), so they need no change of the thread's state. */
  private static MethodHandle handle(byte[] code) {
    return Linker.nativeLinker()
        .downcallHandle(Pages.code(code), DESCRIPTOR, Linker.Option.critical(false));
  }
}
