package dev.npexport.engine.format.model;

import dev.npexport.engine.format.safetensors.Shapes;
import dev.npexport.engine.format.safetensors.Tensor;
import dev.npexport.engine.problem.InputException;
import dev.npexport.engine.problem.ProblemCode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the matrix that turns the residual stream into logits: the one of its own if it is stored
 * and not said to be tied, else the embedding.
 */
final class Unembedding {

  private static final List<String> OWN_KEYS =
      List.of("lm_head.weight", "embed_out.weight", "output.weight");

  private Unembedding() {}

  static ModelTensors.Located find(ModelConfig config, ModelTensors tensors) {
    Optional<String> own = tensors.firstOf(ownKeys(config));
    Optional<String> embedding = tensors.firstOf(embeddingKeys(config));
    boolean tied = config.tied().orElse(false);
    boolean untied = !config.tied().orElse(true);
    Optional<String> key = tied ? embedding.or(() -> own) : own;
    if (key.isEmpty() && !untied) {
      key = embedding;
    }
    if (key.isEmpty()) {
      throw missing(config, untied && embedding.isPresent());
    }
    ModelTensors.Located found = tensors.require(key.get());
    checkShape(config, found);
    return found;
  }

  private static Set<String> ownKeys(ModelConfig config) {
    Set<String> keys = new LinkedHashSet<>();
    config.family().ifPresent(family -> keys.addAll(variants(family.unembeddingKey())));
    OWN_KEYS.forEach(key -> keys.addAll(variants(key)));
    return keys;
  }

  private static Set<String> embeddingKeys(ModelConfig config) {
    Set<String> keys = new LinkedHashSet<>();
    config.family().ifPresent(family -> keys.addAll(variants(family.embeddingKey())));
    if (config.family().isEmpty()) {
      ModelFamily.all().forEach(family -> keys.addAll(variants(family.embeddingKey())));
    }
    return keys;
  }

  private static Set<String> variants(String key) {
    return TensorKeys.variants(key);
  }

  private static InputException missing(ModelConfig config, boolean saidUntied) {
    String type = config.modelType().isEmpty() ? "no model_type" : config.modelType();
    String reason =
        saidUntied
            ? "config.json says tie_word_embeddings false, but the model has none of "
            : "the unembedding of this model (" + type + ") is not found: none of ";
    Set<String> tried = new LinkedHashSet<>(OWN_KEYS);
    config.family().ifPresent(family -> tried.add(family.unembeddingKey()));
    if (!saidUntied) {
      config.family().ifPresent(family -> tried.add(family.embeddingKey()));
    }
    return new InputException(
        ProblemCode.MISSING_TENSOR,
        config.file().getParent(),
        "",
        reason + String.join(", ", tried));
  }

  private static void checkShape(ModelConfig config, ModelTensors.Located found) {
    Tensor tensor = found.tensor();
    long[] shape = tensor.shape();
    String where = "tensor " + tensor.name();
    if (shape.length != 2 || shape[0] == 0 || shape[0] > Integer.MAX_VALUE || shape[1] == 0) {
      throw new InputException(
          ProblemCode.WRONG_SHAPE,
          found.file(),
          where,
          "has shape " + Shapes.text(shape) + ", expected [vocabulary, d_model]");
    }
    if (!tensor.dtype().isFloating()) {
      throw new InputException(
          ProblemCode.WRONG_DTYPE,
          found.file(),
          where,
          "has dtype " + tensor.dtype() + ", expected one of F64, F32, F16, BF16");
    }
    if (config.width().isPresent() && config.width().getAsInt() != shape[1]) {
      throw new InputException(
          ProblemCode.WRONG_SHAPE,
          found.file(),
          where,
          "has shape %s, but config.json gives the model a width of %d"
              .formatted(Shapes.text(shape), config.width().getAsInt()));
    }
  }
}
