package dev.npexport.engine.format.label;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.npexport.engine.format.file.JsonLines;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Neuronpedia's explanation rows, as in its export bucket: {@code index}, {@code description},
 * {@code typeName}, {@code explanationModelName}, {@code createdAt}, and others that are of no use
 * here.
 */
final class NeuronpediaLabels implements LabelFormat {

  private static final List<String> USED =
      List.of("index", "description", "typeName", "explanationModelName", "createdAt");

  @Override
  public Optional<String> detect(Path path) {
    return JsonRows.first(path)
        .filter(row -> row.has("index") && row.has("description"))
        .map(row -> "JSON lines with index and description");
  }

  @Override
  public void read(Path path, LabelCollector collector) {
    JsonLines.read(
        path,
        (line, parser) -> {
          ObjectNode object = JsonRows.object(parser);
          String where = JsonLines.line(line);
          collector.attempt(() -> collector.add(path, where, label(path, where, object)));
          return true;
        });
  }

  /** The bucket writes {@code index} as a text; a number says the same. */
  private static void set(LabelRow row, String name, JsonNode value) {
    if (name.equals("index") && value.isNumber()) {
      JsonRows.setNumber(row, name, value);
    } else {
      JsonRows.setText(row, name, value);
    }
  }

  private static Label label(Path path, String where, ObjectNode object) {
    LabelRow row = new LabelRow(path, where);
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      if (USED.contains(field.getKey())) {
        set(row, field.getKey(), field.getValue());
      }
    }
    return new Label(
        row.index("index"),
        Optional.empty(),
        Optional.empty(),
        row.text("description"),
        row.text("typeName"),
        row.text("explanationModelName"),
        Optional.empty(),
        row.time("createdAt"));
  }
}
