package dev.npexport.engine.archive.neuronpedia;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.npexport.engine.archive.ArchiveFacts;
import dev.npexport.engine.archive.text.Texts;
import dev.npexport.engine.format.label.Label;
import java.io.IOException;
import java.util.Optional;

/** Writes the row of one label. Safe for concurrent use. */
public final class ExplanationRow {

  private final ArchiveFacts facts;

  public ExplanationRow(ArchiveFacts facts) {
    this.facts = facts;
  }

  /**
   * Writes one object, without a line end.
   *
   * @param number of the label within the feature, from 0
   */
  public void write(JsonGenerator json, Label label, int number) throws IOException {
    NeuronpediaNames names = facts.names();
    json.writeStartObject();
    json.writeStringField("id", RowId.explanation(names, label.featureIndex(), number));
    json.writeStringField("modelId", names.modelId());
    json.writeStringField("layer", names.sourceId());
    json.writeStringField("index", Integer.toString(label.featureIndex()));
    json.writeStringField("description", Texts.forRow(label.text()));
    json.writeStringField("authorId", Creator.BOT);
    json.writeStringField("typeName", ExplanationNames.type(label));
    Optional<String> model = ExplanationNames.model(label);
    if (model.isPresent()) {
      json.writeStringField("explanationModelName", model.get());
    } else {
      json.writeNullField("explanationModelName");
    }
    json.writeStringField("createdAt", facts.timestamp());
    json.writeEndObject();
  }
}
