package dev.npexport.engine.kernel.vnni;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;

/**
 * The machine code, ready to be called. Each function takes the address of its arguments; the
 * numbers of the arguments are in the class that writes the code.
 */
record Kernels(
    MethodHandle multiply,
    MethodHandle collect,
    MethodHandle sweep,
    Map<ColumnFormat, MethodHandle> dots,
    Map<ColumnFormat, MethodHandle> exactDots) {

  private static final FunctionDescriptor DESCRIPTOR =
      FunctionDescriptor.of(ValueLayout.JAVA_LONG, ValueLayout.ADDRESS);

  /**
   * Writes the code; it stays for the life of the process.
   *
   * @param executable puts code where it can be called, as {@link Pages#code}
   * @throws IllegalStateException where the system does not let a process make code
   */
  static Kernels make(Function<byte[], MemorySegment> executable) {
    return new Kernels(
        handle(executable.apply(MultiplyCode.emit())),
        handle(executable.apply(CollectCode.emit())),
        handle(executable.apply(SweepCode.emit())),
        handles(format -> executable.apply(DotsCode.emit(format))),
        handles(format -> executable.apply(ExactDotsCode.emit(format))));
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
  long multiplyListed(ColumnFormat format, MemorySegment arguments) {
    return call(dots.get(format), arguments);
  }

  /** Leaves the partial sums of each column; see {@link ExactDotsCode}. */
  void multiplyExactly(ColumnFormat format, MemorySegment arguments) {
    long unused = call(exactDots.get(format), arguments);
  }

  private static long call(MethodHandle function, MemorySegment arguments) {
    try {
      return (long) function.invokeExact(arguments);
    } catch (Throwable e) {
      throw new IllegalStateException("machine code cannot be called: " + e, e);
    }
  }

  private static Map<ColumnFormat, MethodHandle> handles(
      Function<ColumnFormat, MemorySegment> code) {
    Map<ColumnFormat, MethodHandle> handles = new EnumMap<>(ColumnFormat.class);
    for (ColumnFormat format : ColumnFormat.values()) {
      handles.put(format, handle(code.apply(format)));
    }
    return handles;
  }

  /** Calls are short (microseconds), so they need no change of the thread's state. */
  private static MethodHandle handle(MemorySegment code) {
    return Linker.nativeLinker().downcallHandle(code, DESCRIPTOR, Linker.Option.critical(false));
  }
}
