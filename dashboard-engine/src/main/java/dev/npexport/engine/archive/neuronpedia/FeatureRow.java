package dev.npexport.engine.archive.neuronpedia;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.npexport.engine.archive.ArchiveFacts;
import dev.npexport.engine.archive.text.Numbers;
import dev.npexport.engine.archive.text.TokenTexts;
import dev.npexport.engine.dashboard.FeatureDashboard;
import dev.npexport.engine.dashboard.FeatureStatistics;
import dev.npexport.engine.dashboard.LogitTable;
import dev.npexport.engine.dashboard.RankedFeatures;
import dev.npexport.engine.kernel.Histogram;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/**
 * Writes the row of one feature: every key on every line, because the importer takes the columns
 * from a file's first line. Safe for concurrent use.
 */
public final class FeatureRow {

  private static final int LOGITS = 10;
  private static final int FINE = 5;
  private static final int VALUE = 4;
  private static final int NEUTRAL_STEERING = 10;
  private static final int[] NO_INDICES = {};
  private static final double[] NO_VALUES = {};
  private static final long[] NO_COUNTS = {};

  private final ArchiveFacts facts;
  private final TokenTexts tokens;

  public FeatureRow(ArchiveFacts facts, TokenTexts tokens) {
    this.facts = facts;
    this.tokens = tokens;
  }

  /** Writes one object, without a line end. */
  public void write(JsonGenerator json, FeatureDashboard dashboard) throws IOException {
    Numbers numbers = new Numbers(json, dashboard.featureIndex());
    NeuronpediaNames names = facts.names();
    json.writeStartObject();
    json.writeStringField("modelId", names.modelId());
    json.writeStringField("layer", names.sourceId());
    json.writeStringField("index", Integer.toString(dashboard.featureIndex()));
    json.writeStringField("sourceSetName", names.sourceSet());
    json.writeStringField("creatorId", Creator.BOT);
    json.writeStringField("createdAt", facts.timestamp());
    numbers.rounded("maxActApprox", dashboard.statistics().maxActivation(), VALUE);
    json.writeBooleanField("hasVector", false);
    numbers.wholes("vector", NO_INDICES);
    json.writeStringField("hookName", facts.hook().name());
    writeSteering(json, numbers, dashboard.statistics());
    RankedFeatures neighbours = dashboard.neighbours();
    numbers.wholes("topkCosSimIndices", neighbours.indices());
    numbers.rounded("topkCosSimValues", neighbours.values(), neighbours.values().length, FINE);
    writeRanked(numbers, "neuron_alignment", "values", dashboard.alignment());
    writeRanked(numbers, "correlated_neurons", "pearson", dashboard.correlatedNeurons());
    writeRanked(numbers, "correlated_features", "pearson", dashboard.correlatedFeatures());
    writeLogits(numbers, dashboard.logits());
    numbers.share("frac_nonzero", dashboard.statistics().activationFrequency());
    writeHistogram(numbers, "freq_hist_data", dashboard.histograms().map(h -> h.row()));
    writeHistogram(
        numbers, "logits_hist_data", dashboard.logits().flatMap(LogitTable::rowHistogram));
    numbers.shares("decoder_weights_dist", dashboard.decoderWeightsDist());
    json.writeEndObject();
  }

  private static void writeSteering(
      JsonGenerator json, Numbers numbers, FeatureStatistics statistics) throws IOException {
    if (statistics.isDead()) {
      json.writeNumberField("vectorDefaultSteerStrength", NEUTRAL_STEERING);
    } else {
      numbers.rounded("vectorDefaultSteerStrength", statistics.maxActivation(), VALUE);
    }
  }

  private static void writeRanked(
      Numbers numbers, String prefix, String measure, RankedFeatures ranked) throws IOException {
    int count = ranked.indices().length;
    numbers.wholes(prefix + "_indices", ranked.indices());
    numbers.rounded(prefix + "_" + measure, ranked.values(), count, FINE);
    numbers.rounded(prefix + "_l1", ranked.l1(), count, FINE);
  }

  private void writeLogits(Numbers numbers, Optional<LogitTable> logits) throws IOException {
    int[] top = logits.map(LogitTable::topIds).orElse(NO_INDICES);
    int[] bottom = logits.map(LogitTable::bottomIds).orElse(NO_INDICES);
    double[] topValues = logits.map(LogitTable::topValues).orElse(NO_VALUES);
    double[] bottomValues = logits.map(LogitTable::bottomValues).orElse(NO_VALUES);
    numbers.tokens("pos_str", first(top), tokens.inRows());
    numbers.rounded("pos_values", topValues, Math.min(LOGITS, top.length), FINE);
    numbers.tokens("neg_str", first(bottom), tokens.inRows());
    numbers.rounded("neg_values", bottomValues, Math.min(LOGITS, bottom.length), FINE);
  }

  private static int[] first(int[] ids) {
    return Arrays.copyOf(ids, Math.min(LOGITS, ids.length));
  }

  private static void writeHistogram(Numbers numbers, String prefix, Optional<Histogram> histogram)
      throws IOException {
    long[] counts = histogram.map(Histogram::counts).orElse(NO_COUNTS);
    numbers.wholes(prefix + "_bar_heights", counts);
    numbers.rounded(
        prefix + "_bar_values",
        histogram.map(FeatureRow::centres).orElse(NO_VALUES),
        counts.length,
        FINE);
  }

  private static double[] centres(Histogram histogram) {
    double[] centres = new double[histogram.counts().length];
    for (int i = 0; i < centres.length; i++) {
      centres[i] = (histogram.edges()[i] + histogram.edges()[i + 1]) / 2;
    }
    return centres;
  }
}
