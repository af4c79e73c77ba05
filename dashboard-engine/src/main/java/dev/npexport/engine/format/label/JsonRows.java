package dev.npexport.engine.format.label;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.npexport.engine.format.file.JsonLines;
import dev.npexport.engine.problem.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Lines of JSON whose fields are texts and numbers. */
final class JsonRows {

  private static final ObjectMapper JSON = new ObjectMapper();

  private JsonRows() {}

  static ObjectNode object(JsonParser parser) throws IOException {
    return JSON.readTree(parser);
  }

  /** The first object of a JSONL file, plain or gzipped; empty if it has none that can be read. */
  static Optional<ObjectNode> first(Path path) {
    if (!Files.isRegularFile(path)
        || !path.getFileName().toString().matches(".*\\.jsonl(\\.gz)?")) {
      return Optional.empty();
    }
    ObjectNode[] found = new ObjectNode[1];
    try {
      JsonLines.read(
          path,
          (line, parser) -> {
            found[0] = object(parser);
            return false;
          });
    } catch (InputException notJson) {
      return Optional.empty();
    }
    return Optional.ofNullable(found[0]);
  }

  /** Puts a field that is to be a text into a row; a null counts as absent. */
  static void setText(LabelRow row, String name, JsonNode value) {
    if (!value.isNull()) {
      if (!value.isTextual()) {
        throw row.invalid(name, value.toString(), "a text");
      }
      row.set(name, value.textValue());
    }
  }

  /** Puts a field that is to be a number into a row; a null counts as absent. */
  static void setNumber(LabelRow row, String name, JsonNode value) {
    if (!value.isNull()) {
      if (!value.isNumber()) {
        throw row.invalid(name, value.toString(), "a number");
      }
      row.set(name, value.asText());
    }
  }
}
