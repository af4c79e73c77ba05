package dev.npexport.engine.archive.feature;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.npexport.engine.archive.text.Numbers;
import dev.npexport.engine.archive.text.Texts;
import dev.npexport.engine.archive.text.TokenTexts;
import dev.npexport.engine.dashboard.Example;
import dev.npexport.engine.format.activation.GroupedActivations;
import java.io.IOException;
import java.util.List;

/** Writes the {@code activations} section of a feature. */
final class ExamplesJson {

  /** Tokens of context on each side, whatever window is shown. */
  private static final int CONTEXT = 10;

  private final GroupedActivations activations;
  private final TokenTexts tokens;

  ExamplesJson(GroupedActivations activations, TokenTexts tokens) {
    this.activations = activations;
    this.tokens = tokens;
  }

  void write(JsonGenerator json, Numbers numbers, List<Example> examples) throws IOException {
    json.writeArrayFieldStart("activations");
    for (Example example : examples) {
      json.writeStartObject();
      json.writeStringField("group", example.interval().isPresent() ? "interval" : "top");
      if (example.interval().isPresent()) {
        numbers.fraction("bin_min", example.interval().get().lower());
        numbers.fraction("bin_max", example.interval().get().upper());
        numbers.share("bin_contains", example.interval().get().contains());
      }
      json.writeNumberField("prompt_index", example.promptIndex());
      json.writeNumberField("position", example.position());
      writeContext(json, numbers, example.promptIndex(), example.position());
      numbers.fraction("max_value", example.maxValue());
      json.writeNumberField("max_index", example.maxIndex());
      if (example.windowed()) {
        json.writeNumberField("window_start", example.windowStart());
      }
      numbers.list("tokens", tokens.examples().packaged(example));
      numbers.list("token_ids", tokens.examples().ids(example));
      numbers.fractions("values", example.values());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void writeContext(JsonGenerator json, Numbers numbers, int prompt, int position)
      throws IOException {
    json.writeFieldName("token");
    tokens.packaged().write(json, activations.token(prompt, position));
    int last = activations.promptLength(prompt) - 1;
    writeText(json, numbers, "context_before", prompt, Math.max(0, position - CONTEXT), position);
    int end = Math.min(last, position + CONTEXT) + 1;
    writeText(json, numbers, "context_after", prompt, position + 1, end);
  }

  private void writeText(
      JsonGenerator json, Numbers numbers, String field, int prompt, int from, int to)
      throws IOException {
    int count = Math.max(0, to - from);
    if (!numbers.joined(
        field, count, i -> activations.token(prompt, from + i), tokens.packaged())) {
      json.writeStringField(field, text(prompt, from, to));
    }
  }

  /** The texts of the tokens, one after another, each as the token's own text stands. */
  private String text(int prompt, int from, int to) {
    StringBuilder text = new StringBuilder();
    for (int position = from; position < to; position++) {
      text.append(tokens.vocabulary().text(activations.token(prompt, position)));
    }
    return Texts.wellFormed(text.toString());
  }
}
