package dev.npexport.engine.archive.text;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.npexport.engine.problem.InputException;
import dev.npexport.engine.problem.Problem;
import dev.npexport.engine.problem.ProblemCode;
import java.io.IOException;
import java.util.function.IntUnaryOperator;

/**
 * Writes the numbers of one feature: fractions as float32 and shares as float64, each with the
 * shortest digits that read back to it, and the rounded numbers of the rows. JSON has no NaN and no
 * infinity, so such a number ends the export with the feature's name.
 */
public final class Numbers {

  private final JsonGenerator json;
  private final int feature;
  private final JsonList list = new JsonList();

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
    list.start();
    for (int i = 0; i < values.length; i++) {
      int zeros = i;
      while (i < values.length && values[i] == 0) {
        i++;
      }
      list.zeros(i - zeros);
      if (i < values.length) {
        list.number(Float.toString(finite(field, values[i])));
      }
    }
    list.write(json, field);
  }

  /** Fractions computed in float64. */
  public void fractions(String field, double[] values) throws IOException {
    list.start();
    for (double value : values) {
      list.number(Float.toString(finite(field, (float) value)));
    }
    list.write(json, field);
  }

  public void shares(String field, double[] values) throws IOException {
    list.start();
    for (double value : values) {
      list.number(Double.toString(finite(field, value)));
    }
    list.write(json, field);
  }

  public void wholes(String field, long[] values) throws IOException {
    list.start();
    for (long value : values) {
      list.whole(value);
    }
    list.write(json, field);
  }

  public void wholes(String field, int[] values) throws IOException {
    list.start();
    list.wholes(values);
    list.write(json, field);
  }

  /** Texts of tokens. */
  public void tokens(String field, int[] ids, TokenTexts.Form form) throws IOException {
    list.start();
    list.tokens(ids, form);
    list.write(json, field);
  }

  /** A list of {@link ExampleLists}. */
  public void list(String field, byte[] made) throws IOException {
    list.writeEnded(json, field, made);
  }

  /**
   * The texts of tokens, one after another.
   *
   * @return whether it was written; not where the joined text has to be mended as a whole
   */
  public boolean joined(String field, int count, IntUnaryOperator id, TokenTexts.Form form)
      throws IOException {
    list.clear();
    list.quote();
    for (int i = 0; i < count; i++) {
      list.inside(form.element(id.applyAsInt(i)));
    }
    list.quote();
    if (form.mended()) {
      return false;
    }
    list.writeText(json, field);
    return true;
  }

  /** A value rounded half to even. */
  public void rounded(String field, double value, int places) throws IOException {
    list.clear();
    add(finite(field, value), places);
    list.writeOnly(json, field);
  }

  /** The first {@code count} values, each rounded half to even. */
  public void rounded(String field, double[] values, int count, int places) throws IOException {
    list.start();
    for (int i = 0; i < count; i++) {
      int zeros = i;
      while (i < count && values[i] == 0) {
        i++;
      }
      list.zeros(i - zeros);
      if (i < count) {
        add(finite(field, values[i]), places);
      }
    }
    list.write(json, field);
  }

  private void add(double value, int places) {
    if (value == 0) {
      list.zeros(1);
    } else if (Decimals.scales(value, places)) {
      list.decimal(Decimals.scaled(value, places), places);
    } else {
      list.number(Double.toString(Decimals.round(value, places)));
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
