package dev.npexport.engine.archive.feature;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.npexport.engine.archive.text.Numbers;
import dev.npexport.engine.archive.text.TokenTexts;
import dev.npexport.engine.dashboard.LogitTable;
import java.io.IOException;

/** Writes the {@code logit_lens} section of a feature. */
final class LogitLensJson {

  private final TokenTexts tokens;
  private final int k;

  LogitLensJson(TokenTexts tokens, int k) {
    this.tokens = tokens;
    this.k = k;
  }

  void write(JsonGenerator json, Numbers numbers, LogitTable logits) throws IOException {
    json.writeObjectFieldStart("logit_lens");
    writeSide(json, numbers, "top_positive", logits.topIds(), logits.topValues());
    writeSide(json, numbers, "top_negative", logits.bottomIds(), logits.bottomValues());
    numbers.fraction("mean", logits.mean());
    numbers.fraction("std", logits.std());
    if (logits.histogram().isPresent()) {
      json.writeObjectFieldStart("histogram");
      FeatureJson.writeBins(numbers, logits.histogram().get());
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private void writeSide(
      JsonGenerator json, Numbers numbers, String field, int[] ids, double[] values)
      throws IOException {
    json.writeArrayFieldStart(field);
    for (int i = 0; i < Math.min(k, ids.length); i++) {
      json.writeStartObject();
      json.writeFieldName("token");
      tokens.packaged().write(json, ids[i]);
      json.writeNumberField("token_id", ids[i]);
      numbers.fraction("value", values[i]);
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
