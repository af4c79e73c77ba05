package dev.npexport.engine.dashboard;

import dev.npexport.engine.format.activation.FeatureActivations;
import dev.npexport.engine.kernel.Interruption;
import dev.npexport.engine.kernel.UnitRows;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Computes the dashboards of a run of features; one for each thread. */
final class BlockComputer {

  private final DashboardInputs inputs;
  private final ExportOptions options;
  private final ActivationDefinitions definitions;
  private final LogitTables logitTables;
  private final UnitRows unitRows;
  private final double[] decoderRow;

  BlockComputer(DashboardInputs inputs, ExportOptions options) {
    this.inputs = inputs;
    this.options = options;
    this.definitions = ActivationDefinitions.of(options, inputs);
    this.logitTables = new LogitTables(options);
    this.unitRows = new UnitRows(inputs.decoder());
    this.decoderRow = new double[inputs.decoder().width()];
  }

  /** Products for all of {@code selected[from .. to)} first, then feature by feature. */
  void compute(int[] selected, int from, int to, Consumer<FeatureDashboard> sink) {
    List<Optional<LogitTable>> logits = logits(selected, from, to);
    List<RankedFeatures> neighbours = neighbours(selected, from, to);
    for (int i = from; i < to; i++) {
      Interruption.check();
      sink.accept(dashboard(selected[i], logits.get(i - from), neighbours.get(i - from)));
    }
  }

  private FeatureDashboard dashboard(
      int feature, Optional<LogitTable> logits, RankedFeatures neighbours) {
    FeatureActivations activations = inputs.activations().feature(feature);
    boolean rows = options.includeNeuronpediaImport();
    inputs.decoder().read(feature, decoderRow);
    return new FeatureDashboard(
        feature,
        definitions.statistics(activations, inputs.decoderNorm().applyAsDouble(feature)),
        logits.map(definitions::logits),
        options.includeHistograms()
            ? Optional.of(definitions.histograms(activations))
            : Optional.empty(),
        options.includeTopTokens()
            ? Optional.of(definitions.topTokens(activations))
            : Optional.empty(),
        options.includeExamples()
            ? Optional.of(definitions.examples(feature, activations))
            : Optional.empty(),
        neighbours,
        rows ? NeuronAlignment.of(decoderRow) : RankedFeatures.NONE,
        rows ? definitions.correlatedFeatures(feature, activations) : RankedFeatures.NONE,
        rows ? definitions.correlatedNeurons(feature) : RankedFeatures.NONE,
        rows && inputs.heads().isPresent()
            ? DecoderWeightsDist.of(decoderRow, inputs.heads().getAsInt())
            : new double[0]);
  }

  private List<Optional<LogitTable>> logits(int[] selected, int from, int to) {
    List<Optional<LogitTable>> tables = new ArrayList<>(to - from);
    if (options.includeLogitLens()) {
      inputs
          .unembedding()
          .orElseThrow()
          .project(
              inputs.residual(),
              selected,
              from,
              to,
              logitTables.request(),
              (feature, projection) -> tables.add(Optional.of(logitTables.of(projection))));
    } else {
      for (int i = from; i < to; i++) {
        tables.add(Optional.empty());
      }
    }
    return tables;
  }

  private List<RankedFeatures> neighbours(int[] selected, int from, int to) {
    List<RankedFeatures> neighbours = new ArrayList<>(to - from);
    if (options.includeNeuronpediaImport()) {
      inputs
          .neighbours()
          .orElseThrow()
          .project(
              unitRows,
              selected,
              from,
              to,
              DecoderNeighbours.REQUEST,
              (feature, projection) -> neighbours.add(DecoderNeighbours.of(feature, projection)));
    } else {
      for (int i = from; i < to; i++) {
        neighbours.add(RankedFeatures.NONE);
      }
    }
    return neighbours;
  }
}
