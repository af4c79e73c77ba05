package dev.npexport.engine.kernel.cuda;

import dev.npexport.engine.kernel.IncludedColumns;
import dev.npexport.engine.kernel.ProjectionBackend;
import dev.npexport.engine.kernel.ProjectionBackends;
import dev.npexport.engine.kernel.Projector;
import dev.npexport.engine.kernel.RowSource;
import dev.npexport.engine.kernel.reference.ReferenceBackend;
import dev.npexport.engine.kernel.tiles.ColumnTiles;
import java.util.BitSet;
import java.util.Optional;

/**
 * Float32 products on an NVIDIA GPU by the installed driver, cuBLAS and NVRTC, every selected
 * column scored again in float64. Nothing of CUDA is shipped.
 */
public final class CudaBackend implements ProjectionBackend {

  /** Its name, and that of its projectors. */
  static final String NAME = "cuda";

  /** Opened when it is first asked for, and once. */
  private static final class Opened {
    private static final Optional<CudaDevice> DEVICE;
    private static final Optional<String> PROBLEM;

    static {
      Optional<CudaDevice> device = Optional.empty();
      Optional<String> problem = Optional.empty();
      try {
        device = Optional.of(CudaDevice.open());
      } catch (CudaUnavailable | IllegalStateException e) {
        problem = Optional.of(e.getMessage());
      }
      DEVICE = device;
      PROBLEM = problem;
    }
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Optional<String> unavailable() {
    return Opened.PROBLEM;
  }

  @Override
  public Optional<String> declined() {
    return unavailable()
        .or(
            () ->
                Optional.of(
                    "there is a GPU, but this backend has not been run on one yet; "
                        + ProjectionBackends.VARIABLE
                        + "=cuda asks for it"));
  }

  @Override
  public Projector open(RowSource columns, BitSet excluded) {
    CudaDevice device =
        Opened.DEVICE.orElseThrow(() -> new IllegalStateException(Opened.PROBLEM.orElse("")));
    if (IncludedColumns.of(columns.rows(), excluded).length == 0) {
      // nothing to multiply
      return new ReferenceBackend().open(columns, excluded);
    }
    ColumnTiles<HostArithmetic.Buffer> tiles =
        ColumnTiles.open(new HostArithmetic(), columns, excluded, 0);
    device.attach();
    int last = tiles.tiles() - 1;
    int padded = last * ColumnTiles.TILE + tiles.paddedTileSize(last);
    CudaMemoryPlan plan =
        CudaMemoryPlan.of(padded, tiles.paddedWidth(), device.driver().freeBytes());
    return new CudaProjector(device, plan, tiles);
  }
}
