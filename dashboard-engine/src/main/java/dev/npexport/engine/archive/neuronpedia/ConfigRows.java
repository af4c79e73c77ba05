package dev.npexport.engine.archive.neuronpedia;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.npexport.engine.format.label.Label;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Rows that every explanation points to: one for each type and each model in use, by name. */
public final class ConfigRows {

  private final NeuronpediaNames names;
  private final SortedSet<String> types = new TreeSet<>();
  private final SortedSet<String> models = new TreeSet<>();

  /**
   * @param labels all that are exported
   */
  public ConfigRows(NeuronpediaNames names, Iterable<Label> labels) {
    this.names = names;
    for (Label label : labels) {
      types.add(ExplanationNames.type(label));
      ExplanationNames.model(label).ifPresent(models::add);
    }
  }

  public List<ObjectNode> types() {
    return types.stream().map(this::type).toList();
  }

  public List<ObjectNode> models() {
    return models.stream().map(this::row).toList();
  }

  private ObjectNode type(String name) {
    return row(name).put("creatorId", Creator.BOT);
  }

  private ObjectNode row(String name) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("name", name)
        .put("displayName", name)
        .put("description", name)
        .put("creatorName", names.creatorName());
  }
}
