package dev.npexport.engine.kernel.reference;

import dev.npexport.engine.kernel.ProjectionBackend;
import dev.npexport.engine.kernel.Projector;
import dev.npexport.engine.kernel.RowSource;
import java.util.BitSet;
import java.util.Optional;

/** Everything in float64, one plain loop after the other: what the fast backends are held to. */
public final class ReferenceBackend implements ProjectionBackend {

  /** Its name, and that of its projectors. */
  static final String NAME = "reference";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Optional<String> unavailable() {
    return Optional.empty();
  }

  @Override
  public Projector open(RowSource columns, BitSet excluded) {
    return new ReferenceProjector(columns, excluded);
  }
}
