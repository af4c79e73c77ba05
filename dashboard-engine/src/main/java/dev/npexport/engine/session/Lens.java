package dev.npexport.engine.session;

import dev.npexport.engine.dashboard.ExportOptions.LogitLensNorm;
import dev.npexport.engine.format.model.LanguageModel;
import dev.npexport.engine.format.tokenizer.Vocabulary;
import dev.npexport.engine.kernel.ProjectionBackend;
import dev.npexport.engine.kernel.Projector;
import dev.npexport.engine.kernel.RowSource;
import java.util.BitSet;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The unembedding that a logit lens looks through. */
final class Lens {

  private final LogitLensNorm norm;
  private final boolean masked;
  private final Optional<Projector> projector;

  Lens(LogitLensNorm norm, boolean masked) {
    this(norm, masked, Optional.empty());
  }

  private Lens(LogitLensNorm norm, boolean masked, Optional<Projector> projector) {
    this.norm = norm;
    this.masked = masked;
    this.projector = projector;
  }

  boolean serves(Lens wanted) {
    return norm == wanted.norm && masked == wanted.masked;
  }

  /**
   * Opens it.
   *
   * @param reading how its columns are read
   */
  Lens open(ProjectionBackend backend, LanguageModel model, UnaryOperator<RowSource> reading) {
    RowSource rows = reading.apply(rows(model, norm));
    BitSet excluded = masked ? unused(model.vocabulary(), rows.rows()) : new BitSet();
    return new Lens(norm, masked, Optional.of(backend.open(rows, excluded)));
  }

  Projector projector() {
    return projector.orElseThrow();
  }

  void close() {
    projector.ifPresent(Projector::close);
  }

  /**
   * Rows of the unembedding.
   *
   * @throws dev.npexport.engine.problem.InputException if the model lacks what the norm needs
   */
  static RowSource rows(LanguageModel model, LogitLensNorm norm) {
    return switch (norm) {
      case NONE -> model.unembeddingRows();
      case FINAL -> model.normedUnembeddingRows();
    };
  }

  /** Rows that the tokenizer has no token for, mostly padding up to a round number. */
  private static BitSet unused(Vocabulary vocabulary, int rows) {
    BitSet unused = new BitSet(rows);
    for (int id = 0; id < rows; id++) {
      unused.set(id, !vocabulary.knows(id));
    }
    return unused;
  }
}
