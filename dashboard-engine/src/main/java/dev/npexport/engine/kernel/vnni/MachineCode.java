package dev.npexport.engine.kernel.vnni;

import java.lang.foreign.MemorySegment;
import java.util.Optional;
import java.util.function.Function;

/**
 * The kernels, or why there are none.
 *
 * @param problem what the system refused; empty where there are kernels
 */
record MachineCode(Optional<Kernels> kernels, Optional<String> problem) {

  /**
   * Makes them.
   *
   * @param executable see {@link Pages#code}
   */
  static MachineCode make(Function<byte[], MemorySegment> executable) {
    try {
      return new MachineCode(Optional.of(Kernels.make(executable)), Optional.empty());
    } catch (IllegalStateException | OutOfMemoryError e) {
      return new MachineCode(Optional.empty(), Optional.of(e.getMessage()));
    }
  }
}
