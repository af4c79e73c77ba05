package dev.npexport.engine.kernel.cuda;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.List;

/**
 * A library of the installed CUDA toolkit or driver, whose functions return a status of 32 bits.
 */
final class NativeLibrary {

  private final String name;
  private final SymbolLookup lookup;

  private NativeLibrary(String name, SymbolLookup lookup) {
    this.name = name;
    this.lookup = lookup;
  }

  /**
   * Loads the first of several names that is there; it stays loaded.
   *
   * @throws CudaUnavailable if none is
   */
  static NativeLibrary load(List<String> names) {
    for (String name : names) {
      try {
        return new NativeLibrary(name, SymbolLookup.libraryLookup(name, Arena.global()));
      } catch (IllegalArgumentException e) {
        // the next name is another version of it
        continue;
      }
    }
    throw new CudaUnavailable("none of " + String.join(", ", names) + " can be loaded");
  }

  /**
   * A function that returns a status.
   *
   * @throws CudaUnavailable if the library has none of this name
   */
  Call function(String symbol, MemoryLayout... arguments) {
    MethodHandle handle =
        lookup
            .find(symbol)
            .map(
                address ->
                    Linker.nativeLinker()
                        .downcallHandle(
                            address, FunctionDescriptor.of(ValueLayout.JAVA_INT, arguments)))
            .orElseThrow(() -> new CudaUnavailable(name + " has no " + symbol));
    return new Call(symbol, handle);
  }

  /** A function; a status other than 0 is a failure. */
  record Call(String symbol, MethodHandle handle) {

    /**
     * Calls it.
     *
     * @throws IllegalStateException if it fails
     */
    void with(Object... arguments) {
      int status = status(arguments);
      if (status != 0) {
        throw new IllegalStateException(symbol + " failed with status " + status);
      }
    }

    int status(Object... arguments) {
      try {
        return (int) handle.invokeWithArguments(arguments);
      } catch (Throwable e) {
        throw new IllegalStateException(symbol + " cannot be called: " + e, e);
      }
    }
  }
}
