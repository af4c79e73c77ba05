package dev.npexport.engine.format.sae;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Map;

/**
 * Turns the flat cfg.json of SAELens 2–5 into the layout of version 6, as SAELens's own {@code
 * handle_pre_6_0_config} does, but for two accidents of it: a null {@code hook_name} or {@code
 * activation_fn_kwargs} is taken as absent.
 */
final class LegacyConfig {

  private static final Map<String, String> RENAMED =
      Map.of(
          "hook_point", "hook_name",
          "hook_point_head_index", "hook_head_index",
          "activation_fn_str", "activation_fn");

  /** What describes the language model and the training, moved into {@code metadata}. */
  private static final List<String> METADATA =
      List.of(
          "sae_lens_training_version",
          "model_name",
          "hook_name",
          "hook_head_index",
          "hook_name_out",
          "hook_head_index_out",
          "hf_hook_name",
          "hf_hook_name_out",
          "prepend_bos",
          "context_size",
          "dataset_path",
          "model_class_name",
          "model_from_pretrained_kwargs",
          "exclude_special_tokens",
          "seqpos_slice",
          "neuronpedia_id");

  /** Fields of single architectures that the layout of version 6 keeps at the top. */
  private static final List<String> OF_ARCHITECTURES =
      List.of(
          "k",
          "rescale_acts_by_decoder_norm",
          "d_out",
          "n_heads",
          "n_attn_layers",
          "bottleneck_factor",
          "sae_diff_type",
          "kval_topk",
          "tied_weights",
          "activation_normalization_factor",
          "residual_threshold",
          "max_iterations",
          "stop_on_duplicate_support");

  private LegacyConfig() {}

  /** The same configuration in the layout of version 6; {@code flat} is left as it is. */
  static ObjectNode migrate(ObjectNode flat) {
    ObjectNode old = renamed(flat);
    ObjectNode config = old.objectNode();
    config.set("architecture", architecture(old));
    copy(old, config, "d_in");
    copy(old, config, "d_sae");
    copy(old, config, "dtype");
    if (config.path("dtype").isTextual()) {
      config.put("dtype", config.get("dtype").textValue().replaceFirst("^torch\\.", ""));
    }
    config.put("device", "cpu");
    config.put("apply_b_dec_to_input", true);
    copy(old, config, "apply_b_dec_to_input");
    config.set("normalize_activations", normalization(old.path("normalize_activations")));
    config.set("reshape_activations", reshaping(old));
    OF_ARCHITECTURES.forEach(field -> copy(old, config, field));
    if (isTopK(old)) {
      config.set("k", old.get("activation_fn_kwargs").get("k"));
    }
    config.set("metadata", metadata(old));
    return config;
  }

  private static ObjectNode renamed(ObjectNode flat) {
    ObjectNode old = flat.objectNode();
    for (Map.Entry<String, JsonNode> field : flat.properties()) {
      old.set(RENAMED.getOrDefault(field.getKey(), field.getKey()), field.getValue());
    }
    return old;
  }

  private static JsonNode architecture(ObjectNode old) {
    if (isTopK(old)) {
      return old.textNode(Architecture.TOPK.wire());
    }
    JsonNode given = old.path("architecture");
    return given.isMissingNode() ? old.textNode(Architecture.STANDARD.wire()) : given;
  }

  private static boolean isTopK(ObjectNode old) {
    return old.path("activation_fn").asText().equals("topk")
        && old.path("activation_fn_kwargs").has("k");
  }

  private static JsonNode normalization(JsonNode given) {
    if (given.isBoolean()) {
      return given.booleanValue() ? text("expected_average_only_in") : text("none");
    }
    return given.isNull() || given.isMissingNode() ? text("none") : given;
  }

  private static JsonNode reshaping(ObjectNode old) {
    if (old.has("reshape_activations")) {
      return old.get("reshape_activations");
    }
    return text(old.path("hook_name").asText().contains("hook_z") ? "hook_z" : "none");
  }

  private static ObjectNode metadata(ObjectNode old) {
    ObjectNode metadata = old.objectNode();
    metadata.put("sae_lens_version", SaelensVersion.WRITTEN);
    METADATA.forEach(field -> copy(old, metadata, field));
    if (!metadata.hasNonNull("prepend_bos")) {
      metadata.put("prepend_bos", true);
    }
    if (!metadata.hasNonNull("model_from_pretrained_kwargs")) {
      metadata.putObject("model_from_pretrained_kwargs");
    }
    return metadata;
  }

  private static void copy(ObjectNode from, ObjectNode to, String field) {
    if (from.has(field)) {
      to.set(field, from.get(field));
    }
  }

  private static JsonNode text(String value) {
    return TextNode.valueOf(value);
  }
}
