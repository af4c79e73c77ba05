package dev.npexport.engine.format.sae.foreign;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.npexport.engine.format.model.ModelNames;
import dev.npexport.engine.format.sae.Architecture;
import dev.npexport.engine.format.sae.SaeDimensions;
import dev.npexport.engine.format.sae.SaelensVersion;

/**
 * The {@code cfg.json} of a converted SAE, in the layout of SAELens 6 with every flag written out.
 */
final class TargetConfig {

  private final ObjectNode config = JsonNodeFactory.instance.objectNode();
  private final ObjectNode metadata = JsonNodeFactory.instance.objectNode();

  /** Tokens of a prompt where the source does not say; SAELens cannot do without a number. */
  private static final int DEFAULT_CONTEXT = 1024;

  TargetConfig(Architecture architecture, SaeDimensions sizes) {
    config.put("architecture", architecture.wire());
    config.put("d_in", sizes.dIn());
    config.put("d_sae", sizes.dSae());
    if (architecture.isTranscoder()) {
      config.put("d_out", sizes.dOut());
    }
    config.put("dtype", "float32");
    config.put("device", "cpu");
    config.put("apply_b_dec_to_input", false);
    config.put("normalize_activations", "none");
    config.put("reshape_activations", "none");
    metadata.put("sae_lens_version", SaelensVersion.WRITTEN);
    metadata.putNull("sae_lens_training_version");
    metadata.putNull("hook_head_index");
    metadata.put("prepend_bos", true);
    metadata.put("context_size", DEFAULT_CONTEXT);
    metadata.put("model_class_name", "HookedTransformer");
    metadata.putObject("model_from_pretrained_kwargs");
    metadata.putArray("seqpos_slice").addNull();
  }

  /** Whether the decoder's bias is taken from the input before it is encoded. */
  TargetConfig appliesDecoderBiasToInput(boolean applies) {
    config.put("apply_b_dec_to_input", applies);
    return this;
  }

  /** How an input is scaled before anything else, by SAELens's name. */
  TargetConfig normalization(String name) {
    config.put("normalize_activations", name);
    return this;
  }

  /** Heads side by side, as {@code attn.hook_z} gives them, are flattened first. */
  TargetConfig flattensHeads() {
    config.put("reshape_activations", "hook_z");
    return this;
  }

  /**
   * The number of active features of a {@code topk} SAE.
   *
   * @param unitDecoderRows whether every decoder row has length 1: then ranking by activation times
   *     length changes nothing, and tools that fold the lengths can be told that they may
   */
  TargetConfig k(int k, boolean unitDecoderRows) {
    config.put("k", k);
    config.put("rescale_acts_by_decoder_norm", unitDecoderRows);
    return this;
  }

  TargetConfig hook(String name) {
    metadata.put("hook_name", name);
    return this;
  }

  TargetConfig hookOut(String name) {
    metadata.put("hook_name_out", name);
    metadata.putNull("hook_head_index_out");
    return this;
  }

  /** The model by any of its names; written as TransformerLens calls it. */
  TargetConfig model(String name) {
    metadata.put("model_name", ModelNames.transformerLensName(name));
    return this;
  }

  TargetConfig dataset(String path) {
    metadata.put("dataset_path", path);
    return this;
  }

  TargetConfig contextSize(int tokens) {
    metadata.put("context_size", tokens);
    return this;
  }

  /** Any other entry of the configuration itself. */
  TargetConfig set(String key, JsonNode value) {
    config.set(key, value);
    return this;
  }

  /** Any other entry of {@code metadata}. */
  TargetConfig note(String key, String value) {
    metadata.put(key, value);
    return this;
  }

  ObjectNode json() {
    config.set("metadata", metadata);
    return config;
  }
}
