package dev.npexport.engine.archive.neuronpedia;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.npexport.engine.archive.ArchiveFacts;

/**
 * The single rows of the tree: release, model, source set and source. An unknown key or a null ends
 * an import, so each row holds exactly the keys that have a value.
 */
public final class MetadataRows {

  private static final String PUBLIC = "PUBLIC";
  private static final String HUGGING_FACE = "https://huggingface.co/";

  private final ArchiveFacts facts;
  private final NeuronpediaNames names;

  public MetadataRows(ArchiveFacts facts) {
    this.facts = facts;
    this.names = facts.names();
  }

  public ObjectNode release() {
    ObjectNode row = JsonNodeFactory.instance.objectNode();
    row.put("name", names.release());
    row.put("description", names.description());
    row.put("descriptionShort", names.description());
    row.put("creatorName", names.creatorName());
    row.put("creatorId", Creator.BOT);
    row.put("visibility", PUBLIC);
    row.put("isNewUi", false);
    row.put("featured", false);
    names.urls().forEach(row.putArray("urls")::add);
    row.put("defaultSourceSetName", names.sourceSet());
    row.put("defaultSourceId", names.sourceId());
    row.put("createdAt", facts.timestamp());
    return row;
  }

  public ObjectNode model() {
    ObjectNode row = JsonNodeFactory.instance.objectNode();
    String id = names.modelId();
    row.put("id", id);
    row.put("displayName", facts.model().displayName());
    row.put("displayNameShort", facts.model().displayName());
    row.put("creatorId", Creator.BOT);
    row.put("instruct", id.endsWith("-it") || id.endsWith("-instruct") || id.endsWith("-chat"));
    row.put("inferenceEnabled", false);
    row.put("visibility", PUBLIC);
    row.put("layers", facts.layers());
    row.put("neuronsPerLayer", 0);
    row.put("dimension", facts.dModel());
    row.put("owner", facts.model().organisation().orElse(""));
    if (facts.model().knownToTransformerLens()) {
      row.put("tlensId", facts.model().transformerLensName());
    }
    if (facts.model().organisation().isPresent()) {
      row.put("website", HUGGING_FACE + facts.model().name());
    }
    row.put("createdAt", facts.timestamp());
    row.put("updatedAt", facts.timestamp());
    return row;
  }

  public ObjectNode sourceSet() {
    ObjectNode row = JsonNodeFactory.instance.objectNode();
    row.put("modelId", names.modelId());
    row.put("name", names.sourceSet());
    row.put("creatorId", Creator.BOT);
    row.put("creatorName", names.creatorName());
    row.put("description", names.description());
    row.put("visibility", PUBLIC);
    row.put("hasDashboards", true);
    row.put("showCorrelated", true);
    row.put("type", "");
    names.urls().forEach(row.putArray("urls")::add);
    row.put("releaseName", names.release());
    row.put("createdAt", facts.timestamp());
    return row;
  }

  /**
   * The row of the source.
   *
   * @param saelensConfig content of {@code saelens/cfg.json}
   */
  public ObjectNode source(ObjectNode saelensConfig) {
    ObjectNode row = JsonNodeFactory.instance.objectNode();
    row.put("id", names.sourceId());
    row.put("modelId", names.modelId());
    row.put("setName", names.sourceSet());
    row.put("creatorId", Creator.BOT);
    row.put("visibility", PUBLIC);
    row.put("hasDashboards", true);
    row.put("inferenceEnabled", false);
    row.set("saelensConfig", saelensConfig);
    row.put("num_prompts", facts.activations().prompts());
    row.put("num_tokens_in_prompt", facts.activations().tokensPerPrompt());
    facts.sae().datasetPath().ifPresent(dataset -> row.put("dataset", dataset));
    row.put("createdAt", facts.timestamp());
    return row;
  }
}
