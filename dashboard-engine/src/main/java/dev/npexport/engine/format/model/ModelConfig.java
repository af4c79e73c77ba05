package dev.npexport.engine.format.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.npexport.engine.format.file.JsonFields;
import dev.npexport.engine.format.file.JsonFiles;
import dev.npexport.engine.problem.ProblemCode;
import dev.npexport.engine.problem.Problems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What is read of a Hugging Face {@code config.json}; a multimodal model's {@code text_config}
 * stands for the whole.
 *
 * @param modelType as the file says it, empty if it does not
 * @param family known facts about the type
 * @param layers number of blocks
 * @param width of the residual stream, if stated
 * @param heads attention heads of every layer, if stated
 * @param headsByLayer the same layer by layer, for models whose layers differ; else empty
 * @param tied {@code tie_word_embeddings}, if stated
 */
record ModelConfig(
    Path file,
    String modelType,
    Optional<ModelFamily> family,
    int layers,
    OptionalInt width,
    OptionalInt heads,
    List<Integer> headsByLayer,
    Optional<Boolean> tied) {

  static final String FILE = "config.json";

  private static final List<String> LAYERS =
      List.of("num_hidden_layers", "n_layer", "num_layers", "n_layers", "num_transformer_layers");
  private static final List<String> WIDTHS =
      List.of("word_embed_proj_dim", "hidden_size", "n_embd", "d_model", "model_dim");
  private static final List<String> HEADS =
      List.of("num_attention_heads", "n_head", "num_heads", "n_heads", "attention_heads");

  /** OpenELM's layers have different numbers of heads. */
  private static final String HEADS_BY_LAYER = "num_query_heads";

  private static final List<String> TIES =
      List.of("tie_word_embeddings", "share_input_output_layers");

  static ModelConfig read(Path folder) {
    Path file = folder.resolve(FILE);
    ObjectNode content = JsonFiles.readPythonObject(file);
    Problems problems = new Problems();
    JsonFields top = new JsonFields(file, content, problems);
    boolean nested = content.path("text_config") instanceof ObjectNode;
    JsonFields text = nested ? top.inner("text_config") : top;
    OptionalInt layers = firstSize(text, LAYERS);
    if (layers.isEmpty() && problems.isEmpty()) {
      problems.add(
          ProblemCode.MISSING_FIELD,
          file,
          nested ? "field text_config" : "",
          "the number of layers is missing: none of " + String.join(", ", LAYERS));
    }
    Optional<Boolean> tied =
        TIES.stream()
            .flatMap(name -> top.flag(name).or(() -> text.flag(name)).stream())
            .findFirst();
    String modelType = top.text("model_type").or(() -> text.text("model_type")).orElse("");
    Optional<ModelFamily> family =
        ModelFamily.of(modelType).or(() -> text.text("model_type").flatMap(ModelFamily::of));
    OptionalInt width = firstSize(text, WIDTHS);
    OptionalInt heads = firstSize(text, HEADS);
    List<Integer> headsByLayer = headsByLayer(text);
    problems.throwIfAny();
    return new ModelConfig(
        file, modelType, family, layers.orElseThrow(), width, heads, headsByLayer, tied);
  }

  /** Attention heads of a layer, if the file says how many. */
  OptionalInt headsOf(int layer) {
    return layer < headsByLayer.size() ? OptionalInt.of(headsByLayer.get(layer)) : heads;
  }

  private static List<Integer> headsByLayer(JsonFields fields) {
    Optional<JsonNode> counts = fields.node(HEADS_BY_LAYER).filter(JsonNode::isArray);
    if (counts.isEmpty()) {
      return List.of();
    }
    List<Integer> heads = new ArrayList<>();
    for (JsonNode count : counts.get()) {
      if (!count.isIntegralNumber() || !count.canConvertToInt() || count.intValue() < 1) {
        fields.wrong(HEADS_BY_LAYER, "whole numbers from 1", count);
        return List.of();
      }
      heads.add(count.intValue());
    }
    return List.copyOf(heads);
  }

  private static OptionalInt firstSize(JsonFields fields, List<String> names) {
    for (String name : names) {
      if (fields.node(name).filter(JsonNode::isValueNode).isPresent()) {
        return fields.size(name);
      }
    }
    return OptionalInt.empty();
  }
}
