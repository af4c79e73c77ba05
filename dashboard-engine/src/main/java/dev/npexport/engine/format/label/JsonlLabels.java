package dev.npexport.engine.format.label;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.npexport.engine.format.file.JsonLines;
import dev.npexport.engine.problem.InputException;
import dev.npexport.engine.problem.ProblemCode;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** JSONL of {@link LabelFields}, one label a line. */
final class JsonlLabels implements LabelFormat {

  @Override
  public Optional<String> detect(Path path) {
    return JsonRows.first(path)
        .filter(row -> row.has(LabelFields.INDEX))
        .filter(row -> !row.has("prompt_index"))
        .map(row -> "JSON lines with feature_index");
  }

  @Override
  public void read(Path path, LabelCollector collector) {
    JsonLines.read(
        path,
        (line, parser) -> {
          ObjectNode object = JsonRows.object(parser);
          String where = JsonLines.line(line);
          collector.attempt(
              () -> collector.add(path, where, LabelFields.label(row(path, where, object))));
          return true;
        });
  }

  static LabelRow row(Path path, String where, ObjectNode object) {
    LabelRow row = new LabelRow(path, where);
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      String name = field.getKey();
      if (!LabelFields.ALL.contains(name)) {
        throw new InputException(
            ProblemCode.INVALID_FIELD,
            path,
            where + " field " + name,
            "is not known; expected fields of " + String.join(", ", LabelFields.ALL));
      }
      if (LabelFields.NUMERIC.contains(name)) {
        JsonRows.setNumber(row, name, field.getValue());
      } else {
        JsonRows.setText(row, name, field.getValue());
      }
    }
    return row;
  }
}
