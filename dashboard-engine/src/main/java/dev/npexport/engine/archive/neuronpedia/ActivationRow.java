package dev.npexport.engine.archive.neuronpedia;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.core.io.SerializedString;
import dev.npexport.engine.archive.ArchiveFacts;
import dev.npexport.engine.archive.text.Decimals;
import dev.npexport.engine.archive.text.Numbers;
import dev.npexport.engine.archive.text.TokenTexts;
import dev.npexport.engine.dashboard.Example;
import dev.npexport.engine.dashboard.Example.Interval;
import dev.npexport.engine.dashboard.FeatureDashboard;
import java.io.IOException;

/** Writes the row of one example of a feature. Safe for concurrent use. */
public final class ActivationRow {

  private static final int VALUE = 4;
  private static final int BOUND = 3;

  /** In place of a bound or share, what marks the top group. */
  private static final int TOP = -1;

  /** Columns that belong to attention attribution and to data sources; empty, but on every line. */
  private static final String UNUSED =
      ",\"dataIndex\":null,\"dataSource\":null,\"dfaValues\":[],\"dfaTargetIndex\":null,"
          + "\"dfaMaxValue\":null,\"lossValues\":[],\"logitContributions\":null";

  private final ArchiveFacts facts;
  private final TokenTexts tokens;

  /** What is the same in every row, encoded once. */
  private final SerializedString source;

  private final SerializedString origin;

  public ActivationRow(ArchiveFacts facts, TokenTexts tokens) {
    this.facts = facts;
    this.tokens = tokens;
    this.source =
        new SerializedString(
            field("modelId", facts.names().modelId()) + field("layer", facts.names().sourceId()));
    this.origin =
        new SerializedString(
            field("creatorId", Creator.BOT) + field("createdAt", facts.timestamp()) + UNUSED);
  }

  private static String field(String name, String value) {
    String quoted = String.valueOf(JsonStringEncoder.getInstance().quoteAsString(value));
    return ",\"" + name + "\":\"" + quoted + "\"";
  }

  /**
   * Writes one object, without a line end.
   *
   * @param numbers of the feature
   * @param number of the example within the feature, from 0
   */
  public void write(
      JsonGenerator json, Numbers numbers, FeatureDashboard dashboard, Example example, int number)
      throws IOException {
    double[] values = rounded(example.values());
    int largest = largest(values);
    json.writeStartObject();
    json.writeStringField("id", RowId.activation(facts.names(), dashboard.featureIndex(), number));
    numbers.list("tokens", tokens.examples().inRows(example));
    json.writeRaw(source);
    json.writeStringField("index", Integer.toString(dashboard.featureIndex()));
    numbers.rounded("maxValue", values.length == 0 ? 0 : values[largest], VALUE);
    json.writeNumberField("maxValueTokenIndex", largest);
    numbers.rounded("minValue", smallest(values), VALUE);
    numbers.rounded("values", values, values.length, VALUE);
    json.writeRaw(origin);
    writeBin(json, numbers, dashboard, example);
    json.writeNumberField("qualifyingTokenIndex", example.maxIndex());
    json.writeEndObject();
  }

  private static void writeBin(
      JsonGenerator json, Numbers numbers, FeatureDashboard dashboard, Example example)
      throws IOException {
    if (example.interval().isPresent()) {
      Interval interval = example.interval().get();
      numbers.rounded("binMin", interval.lower(), BOUND);
      numbers.rounded("binMax", interval.upper(), BOUND);
      numbers.share("binContains", interval.contains());
    } else {
      json.writeNumberField("binMin", TOP);
      numbers.rounded("binMax", dashboard.statistics().maxActivation(), BOUND);
      json.writeNumberField("binContains", TOP);
    }
  }

  private static double[] rounded(float[] values) {
    double[] rounded = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      // most values are zero; what is not finite is refused when it is written
      if (values[i] != 0) {
        rounded[i] = Float.isFinite(values[i]) ? Decimals.round(values[i], VALUE) : values[i];
      }
    }
    return rounded;
  }

  private static int largest(double[] values) {
    int largest = 0;
    for (int i = 1; i < values.length; i++) {
      if (values[i] > values[largest]) {
        largest = i;
      }
    }
    return largest;
  }

  private static double smallest(double[] values) {
    double smallest = values.length == 0 ? 0 : values[0];
    for (double value : values) {
      if (value < smallest) { // none is -0
        smallest = value;
      }
    }
    return smallest;
  }
}
