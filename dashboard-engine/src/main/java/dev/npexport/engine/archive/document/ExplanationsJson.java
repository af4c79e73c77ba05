package dev.npexport.engine.archive.document;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.npexport.engine.archive.text.CompactJson;
import dev.npexport.engine.archive.text.Numbers;
import dev.npexport.engine.archive.text.Texts;
import dev.npexport.engine.format.label.Label;
import dev.npexport.engine.format.label.Labels;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/** Makes {@code explanations/explanations.json}. */
public final class ExplanationsJson {

  private ExplanationsJson() {}

  /**
   * The content of the file.
   *
   * @param selected feature indices, ascending; labels of others are left out
   */
  public static byte[] write(Labels labels, int[] selected) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = CompactJson.generator(out)) {
      json.writeStartObject();
      json.writeArrayFieldStart("explanations");
      for (int feature : selected) {
        List<Label> all = labels.of(feature);
        if (!all.isEmpty()) {
          writeFeature(json, feature, all);
        }
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return out.toByteArray();
  }

  private static void writeFeature(JsonGenerator json, int feature, List<Label> labels)
      throws IOException {
    json.writeStartObject();
    json.writeNumberField("feature_index", feature);
    json.writeArrayFieldStart("explanations");
    for (Label label : labels) {
      json.writeStartObject();
      json.writeStringField("description", Texts.wellFormed(label.text()));
      writeText(json, "method", label.method());
      writeText(json, "model", label.model());
      if (label.score().isPresent()) {
        new Numbers(json, feature).fraction("score", label.score().get());
      }
      writeText(json, "created_at", label.createdAt());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void writeText(JsonGenerator json, String field, Optional<String> text)
      throws IOException {
    if (text.isPresent()) {
      json.writeStringField(field, Texts.wellFormed(text.get()));
    }
  }
}
