package dev.npexport.engine.dashboard;

import dev.npexport.engine.kernel.Projection;
import dev.npexport.engine.kernel.ProjectionRequest;
import java.util.Optional;

/** What the logit lens asks of a projection, and the table that comes of it. */
final class LogitTables {

  /** Entries and bins of the Neuronpedia rows, whatever the options say. */
  private static final int ROW_ENTRIES = 10;

  private static final int ROW_BINS = 50;

  private final boolean histograms;
  private final ProjectionRequest request;

  LogitTables(ExportOptions options) {
    int k = Math.max(options.logitLensK(), ROW_ENTRIES);
    histograms = options.includeHistograms();
    request =
        histograms
            ? new ProjectionRequest(k, k, true, options.histogramBins(), ROW_BINS)
            : new ProjectionRequest(k, k, true);
  }

  ProjectionRequest request() {
    return request;
  }

  LogitTable of(Projection projection) {
    return new LogitTable(
        projection.topIndices(),
        projection.topValues(),
        projection.bottomIndices(),
        projection.bottomValues(),
        projection.mean(),
        projection.std(),
        histograms ? Optional.of(projection.histograms().get(0)) : Optional.empty(),
        histograms ? Optional.of(projection.histograms().get(1)) : Optional.empty());
  }
}
