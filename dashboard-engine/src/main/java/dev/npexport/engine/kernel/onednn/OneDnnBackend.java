package dev.npexport.engine.kernel.onednn;

import dev.npexport.engine.kernel.ProjectionBackend;
import dev.npexport.engine.kernel.Projector;
import dev.npexport.engine.kernel.ResidentBytes;
import dev.npexport.engine.kernel.RowSource;
import dev.npexport.engine.kernel.tiles.Precision;
import dev.npexport.engine.kernel.tiles.TiledProjector;
import java.util.BitSet;
import java.util.Optional;

/**
 * Products by oneDNN, every selected column scored again in float64: bfloat16 for selections, where
 * the CPU multiplies it in hardware, float32 where deviations or counts are wanted too.
 */
public final class OneDnnBackend implements ProjectionBackend {

  /** Its name, and that of its projectors. */
  static final String NAME = "onednn";

  /**
   * Bytes of rounded columns that are kept between calls, in each precision; see {@link
   * ResidentBytes}.
   */
  public static final String RESIDENT_BYTES = "npexport.onednn.resident-bytes";

  /** Loaded when it is first asked for, and once. */
  private static final class Loaded {
    private static final Optional<OneDnnLibrary> LIBRARY;
    private static final Optional<String> PROBLEM;

    static {
      Optional<OneDnnLibrary> library = Optional.empty();
      Optional<String> problem = Optional.empty();
      try {
        library = Optional.of(OneDnnLibrary.load());
      } catch (IllegalStateException e) {
        problem = Optional.of(e.getMessage());
      }
      LIBRARY = library;
      PROBLEM = problem;
    }
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Optional<String> unavailable() {
    return Loaded.PROBLEM;
  }

  @Override
  public Optional<String> declined() {
    return unavailable()
        .or(
            () ->
                Loaded.LIBRARY.orElseThrow().hasBf16()
                    ? Optional.empty()
                    : Optional.of("the CPU has neither AVX512-BF16 nor AMX"));
  }

  @Override
  public Projector open(RowSource columns, BitSet excluded) {
    OneDnnLibrary library =
        Loaded.LIBRARY.orElseThrow(() -> new IllegalStateException(Loaded.PROBLEM.orElse("")));
    long resident = ResidentBytes.of(RESIDENT_BYTES);
    Precision selecting = library.hasBf16() ? Precision.BFLOAT16 : Precision.FLOAT32;
    return new PrecisionByRequest(
        () ->
            TiledProjector.open(
                new OneDnnArithmetic(library, selecting), columns, excluded, resident),
        () ->
            TiledProjector.open(
                new OneDnnArithmetic(library, Precision.FLOAT32), columns, excluded, resident),
        selecting == Precision.FLOAT32);
  }
}
