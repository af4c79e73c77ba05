package dev.npexport.engine.kernel.nd4j;

import dev.npexport.engine.kernel.ProjectionBackend;
import dev.npexport.engine.kernel.Projector;
import dev.npexport.engine.kernel.ResidentBytes;
import dev.npexport.engine.kernel.RowSource;
import dev.npexport.engine.kernel.tiles.TiledProjector;
import java.util.BitSet;
import java.util.Optional;

/**
 * Float32 products by ND4J on the CPU, every selected column scored again in float64. The portable
 * default.
 */
public final class Nd4jBackend implements ProjectionBackend {

  /** Its name, and that of its projectors. */
  static final String NAME = "nd4j";

  /**
   * Bytes of float32 columns that are kept between calls, see {@link ResidentBytes}; larger
   * matrices are converted by tile.
   */
  public static final String RESIDENT_BYTES = "npexport.nd4j.resident-bytes";

  private final long residentBytes;

  public Nd4jBackend() {
    this(ResidentBytes.of(RESIDENT_BYTES));
  }

  Nd4jBackend(long residentBytes) {
    this.residentBytes = residentBytes;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Optional<String> unavailable() {
    return Nd4jRuntime.problem();
  }

  @Override
  public Projector open(RowSource columns, BitSet excluded) {
    Nd4jRuntime.problem()
        .ifPresent(
            problem -> {
              throw new IllegalStateException(problem);
            });
    return TiledProjector.open(new Nd4jArithmetic(), columns, excluded, residentBytes);
  }
}
