package dev.npexport.api.start;

import dev.npexport.engine.kernel.ProjectionBackend;
import dev.npexport.engine.kernel.ProjectionBackends;
import dev.npexport.engine.kernel.Projector;
import dev.npexport.engine.kernel.RowSource;
import java.util.BitSet;
import java.util.Optional;

/** The machine's backend, chosen at first use: this service starts without its native libraries. */
final class LazyBackend implements ProjectionBackend {

  @Override
  public String name() {
    return ProjectionBackends.choose().name();
  }

  @Override
  public Optional<String> unavailable() {
    return ProjectionBackends.choose().unavailable();
  }

  @Override
  public Projector open(RowSource columns, BitSet excluded) {
    return ProjectionBackends.choose().open(columns, excluded);
  }
}
