package dev.npexport.engine.format.label;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Labels that people edited: each takes the place of everything that the labels file says of its
 * feature.
 *
 * @param byFeature the label, or empty where it was cleared
 */
public record LabelEdits(Map<Integer, Optional<Label>> byFeature) {

  public static final LabelEdits NONE = new LabelEdits(Map.of());

  /** How problems name rows that come from no file. */
  private static final Path EDITS = Path.of("label edits");

  /**
   * Reads rows with the fields of a labels file; one with neither label nor description clears its
   * feature.
   *
   * @param rows a JSON list of objects
   * @throws dev.npexport.engine.problem.InputException for a row that is no label
   */
  public static LabelEdits of(JsonNode rows) {
    Map<Integer, Optional<Label>> edits = new TreeMap<>();
    int number = 0;
    for (JsonNode row : rows) {
      Label label = LabelFields.label(JsonlLabels.row(EDITS, "row " + number++, (ObjectNode) row));
      boolean says = label.label().isPresent() || label.description().isPresent();
      edits.put(label.featureIndex(), says ? Optional.of(label) : Optional.empty());
    }
    return new LabelEdits(edits);
  }

  /** The labels of a file with these edits. */
  public Labels over(Labels file) {
    if (byFeature.isEmpty()) {
      return file;
    }
    Map<Integer, List<Label>> labels = new TreeMap<>(file.byFeature());
    byFeature.forEach(
        (feature, edit) ->
            edit.ifPresentOrElse(
                label -> labels.put(feature, List.of(label)), () -> labels.remove(feature)));
    return new Labels(labels);
  }
}
