package dev.npexport.api.export;

import dev.npexport.engine.InputFacts;
import dev.npexport.engine.dashboard.ExportOptions;

/**
 * How long an export would take on an assumed machine. What a real one needs is a multiple of it,
 * which an export that was done there tells.
 */
final class ExportTime {

  private static final double BEGIN_SECONDS = 1;

  /** Rough rates of a few cores. */
  private static final double PRODUCTS_PER_SECOND = 5e10;

  private static final double BYTES_PER_SECOND = 1e7;

  private ExportTime() {}

  /** Seconds; products of the logit lens and of the decoder rows, and what is written. */
  static double assumedSeconds(ExportOptions options, InputFacts facts, int features) {
    double columns = options.includeLogitLens() ? facts.vocabulary() : 0;
    columns += options.includeNeuronpediaImport() ? facts.dSae() : 0;
    return BEGIN_SECONDS
        + (double) features * facts.dModel() * columns / PRODUCTS_PER_SECOND
        + ArchiveSize.bytes(options, facts, features) / BYTES_PER_SECOND;
  }
}
