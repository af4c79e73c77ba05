package dev.npexport.engine.format.sae.foreign;

import com.fasterxml.jackson.databind.JsonNode;
import dev.npexport.engine.format.file.JsonFields;
import dev.npexport.engine.format.file.JsonFiles;
import dev.npexport.engine.problem.Problems;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What OpenMOSS's training code writes beside the weights, in {@code hyperparams.json} or, later,
 * {@code config.json}.
 *
 * @param hookOut the hook that is reconstructed; another than {@code hookIn} for transcoders
 * @param scalesGateByDecoder whether the activation function sees activations times the length of
 *     the decoder row
 * @param normIn mean length of the input over the training data, if it stands here
 * @param normOut the same of the output
 */
record OpenMossConfig(
    Path file,
    Optional<String> kind,
    Optional<String> hookIn,
    Optional<String> hookOut,
    String activation,
    OptionalInt topK,
    String normalization,
    boolean scalesGateByDecoder,
    boolean appliesDecoderBiasToInput,
    boolean usesDecoderBias,
    Optional<Double> threshold,
    Optional<Double> normIn,
    Optional<Double> normOut,
    Optional<String> modelName) {

  /**
   * Reads a configuration.
   *
   * @param activation what holds where the file names no activation function
   */
  static OpenMossConfig read(Path file, String activation, Problems problems) {
    JsonFields fields = new JsonFields(file, JsonFiles.readObject(file), problems);
    Optional<JsonFields> norms =
        fields.node("dataset_average_activation_norm").filter(JsonNode::isObject).isPresent()
            ? Optional.of(fields.inner("dataset_average_activation_norm"))
            : Optional.empty();
    return new OpenMossConfig(
        file,
        fields.text("sae_type"),
        fields.text("hook_point_in"),
        fields.text("hook_point_out"),
        fields.text("act_fn").orElse(activation),
        fields.size("top_k"),
        fields.text("norm_activation").orElse("dataset-wise"),
        fields.flag("sparsity_include_decoder_norm").orElse(false),
        fields.flag("apply_decoder_bias_to_pre_encoder").orElse(false),
        fields.flag("use_decoder_bias").orElse(true),
        fields.number("jump_relu_threshold"),
        norms.flatMap(inner -> inner.number("in")),
        norms.flatMap(inner -> inner.number("out")),
        fields.text("model_name"));
  }

  boolean isTranscoder() {
    return hookOut.isPresent() && !hookOut.equals(hookIn);
  }
}
