package dev.npexport.engine.archive.text;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.npexport.engine.problem.InputException;
import dev.npexport.engine.problem.Problem;
import dev.npexport.engine.problem.ProblemCode;
import java.io.IOException;

/**
 * Writes the numbers of one feature: fractions as float32 and shares as float64, each with the
 * shortest digits that read back to it, and the rounded numbers of the rows. JSON has no NaN and no
 * infinity, so such a number ends the export with the feature's name.
 */
public final class Numbers {

  private static final int LONGEST = 24;

  private final JsonGenerator json;
  private final int feature;
  private final char[] digits = new char[LONGEST];

  public Numbers(JsonGenerator json, int feature) {
    this.json = json;
    this.feature = feature;
  }

  /** A fraction that is not a share. */
  public void fraction(String field, double value) throws IOException {
    json.writeFieldName(field);
    json.writeNumber(finite(field, (float) value));
  }

  /** A share or frequency. */
  public void share(String field, double value) throws IOException {
    json.writeFieldName(field);
    json.writeNumber(finite(field, value));
  }

  /** Fractions; zeros, by far the most in activation values, as {@code 0}. */
  public void fractions(String field, float[] values) throws IOException {
    json.writeArrayFieldStart(field);
    for (float value : values) {
      if (value == 0) {
        json.writeNumber(0);
      } else {
        json.writeNumber(finite(field, value));
      }
    }
    json.writeEndArray();
  }

  /** Fractions computed in float64. */
  public void fractions(String field, double[] values) throws IOException {
    json.writeArrayFieldStart(field);
    for (double value : values) {
      json.writeNumber(finite(field, (float) value));
    }
    json.writeEndArray();
  }

  public void shares(String field, double[] values) throws IOException {
    json.writeArrayFieldStart(field);
    for (double value : values) {
      json.writeNumber(finite(field, value));
    }
    json.writeEndArray();
  }

  public void wholes(String field, long[] values) throws IOException {
    json.writeArrayFieldStart(field);
    for (long value : values) {
      json.writeNumber(value);
    }
    json.writeEndArray();
  }

  public void wholes(String field, int[] values) throws IOException {
    json.writeArrayFieldStart(field);
    for (int value : values) {
      json.writeNumber(value);
    }
    json.writeEndArray();
  }

  /** A value rounded half to even. */
  public void rounded(String field, double value, int places) throws IOException {
    json.writeFieldName(field);
    rounded(finite(field, value), places);
  }

  /** The first {@code count} values, each rounded half to even. */
  public void rounded(String field, double[] values, int count, int places) throws IOException {
    json.writeArrayFieldStart(field);
    for (int i = 0; i < count; i++) {
      rounded(finite(field, values[i]), places);
    }
    json.writeEndArray();
  }

  private void rounded(double value, int places) throws IOException {
    if (value == 0) {
      json.writeNumber(0);
    } else if (Decimals.scales(value, places)) {
      long scaled = Decimals.scaled(value, places);
      json.writeNumber(digits, 0, Decimals.write(scaled, places, digits, 0));
    } else {
      json.writeNumber(Decimals.round(value, places));
    }
  }

  private float finite(String field, float value) {
    if (!Float.isFinite(value)) {
      throw notFinite(field, value);
    }
    return value;
  }

  private double finite(String field, double value) {
    if (!Double.isFinite(value)) {
      throw notFinite(field, value);
    }
    return value;
  }

  private InputException notFinite(String field, double value) {
    return new InputException(
        new Problem(
            ProblemCode.NOT_FINITE,
            "",
            "feature " + feature,
            "%s is %s; expected a number that float32 can hold".formatted(field, value)));
  }
}
