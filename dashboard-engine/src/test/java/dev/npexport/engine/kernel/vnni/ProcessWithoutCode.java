package dev.npexport.engine.kernel.vnni;

import dev.npexport.engine.kernel.Matrix;
import dev.npexport.engine.kernel.ProjectionBackend;
import dev.npexport.engine.kernel.ProjectionBackends;
import dev.npexport.engine.kernel.ProjectionRequest;
import dev.npexport.engine.kernel.Projector;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.BitSet;

/**
 * A process that asks Linux (6.3 or newer) to give it no more executable memory, as systemd's
 * {@code MemoryDenyWriteExecute} does; then it chooses a backend and multiplies by it.
 */
final class ProcessWithoutCode {

  private static final int SET_MEMORY_DENY_WRITE_EXECUTE = 65;
  private static final long REFUSE_MORE = 1;

  private ProcessWithoutCode() {}

  /** Prints why there is no code, which backend was chosen, and the largest logit's column. */
  public static void main(String[] arguments) throws Throwable {
    Linker linker = Linker.nativeLinker();
    MethodHandle prctl =
        linker.downcallHandle(
            linker.defaultLookup().findOrThrow("prctl"),
            FunctionDescriptor.of(
                ValueLayout.JAVA_INT,
                ValueLayout.JAVA_INT,
                ValueLayout.JAVA_LONG,
                ValueLayout.JAVA_LONG,
                ValueLayout.JAVA_LONG,
                ValueLayout.JAVA_LONG));
    int status = (int) prctl.invokeExact(SET_MEMORY_DENY_WRITE_EXECUTE, REFUSE_MORE, 0L, 0L, 0L);
    if (status != 0) {
      System.out.println("prctl refused");
      return;
    }
    System.out.println("vnni: " + new VnniBackend().unavailable().orElse("available"));
    ProjectionBackend chosen = ProjectionBackends.choose();
    System.out.println("chosen: " + chosen.name());
    Matrix columns = new Matrix(new double[][] {{1, 2}, {3, 4}, {2, 2}}, 2);
    try (Projector projector = chosen.open(columns, new BitSet())) {
      projector.project(
          columns,
          new int[] {0},
          0,
          1,
          new ProjectionRequest(1, 1, true, 50),
          (row, projection) -> System.out.println("largest: " + projection.topIndices()[0]));
    }
  }
}
