package dev.npexport.engine.kernel;

import java.util.BitSet;
import java.util.Optional;

/** A way to compute {@link Projector}: float64 reference, ND4J, and whatever else a machine has. */
public interface ProjectionBackend {

  /** Short stable name, as in {@code generation_info.backend} and the forcing property. */
  String name();

  /** Why this backend cannot run here, or empty if it can. */
  Optional<String> unavailable();

  /**
   * Why this backend is passed over here unless it is asked for: it cannot run, or others are
   * better. A rule, not a measurement, so that a machine always makes the same choice and gives the
   * same bytes.
   */
  default Optional<String> declined() {
    return unavailable();
  }

  /**
   * Prepares the column matrix.
   *
   * @param columns the matrix [V, d]; read once or kept, as the backend likes
   * @param excluded columns that take no part in top, bottom, moments or histograms; empty for all
   */
  Projector open(RowSource columns, BitSet excluded);
}
