package dev.npexport.engine.kernel.tiles;

import dev.npexport.engine.kernel.ProjectionBackend;
import dev.npexport.engine.kernel.Projector;
import dev.npexport.engine.kernel.RowSource;
import java.util.BitSet;
import java.util.Optional;

record PlainBackend(Precision precision) implements ProjectionBackend {

  @Override
  public String name() {
    return "plain";
  }

  @Override
  public Optional<String> unavailable() {
    return Optional.empty();
  }

  @Override
  public Projector open(RowSource columns, BitSet excluded) {
    return TiledProjector.open(new PlainArithmetic(precision), columns, excluded, 1L << 30);
  }
}
