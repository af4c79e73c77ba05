package dev.npexport.engine.archive.saelens;

import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.npexport.engine.format.activation.GroupedActivations;
import dev.npexport.engine.format.sae.Sae;
import dev.npexport.engine.format.safetensors.SafetensorsWriter;
import dev.npexport.engine.format.safetensors.Tensor;

/** Makes the files of {@code saelens/}: what {@code SAE.load_from_disk} reads. */
public final class SaelensFolder {

  /** ASCII only, as SAELens writes it, and so whole whatever text a config holds. */
  private static final ObjectMapper MAPPER =
      JsonMapper.builder(new JsonFactoryBuilder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build())
          .build();

  /** Keeps the logarithm of a frequency of 0 finite; SAELens's own constant. */
  private static final double FLOOR = 1e-10;

  private SaelensFolder() {}

  /** The content of {@code cfg.json}: the source's own with the Neuronpedia id set. */
  public static ObjectNode config(Sae sae, String neuronpediaId) {
    ObjectNode config = sae.config().saelensConfig().deepCopy();
    config.withObjectProperty("metadata").put("neuronpedia_id", neuronpediaId);
    return config;
  }

  /** One line, as SAELens writes it. */
  public static byte[] bytes(ObjectNode config) {
    try {
      return MAPPER.writeValueAsBytes(config);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a JSON tree is always writable", e);
    }
  }

  /** {@code sae_weights.safetensors}: every tensor with name, shape, dtype and bytes kept. */
  public static SafetensorsWriter weights(Sae sae) {
    SafetensorsWriter writer = writer();
    for (Tensor tensor : sae.tensors().values()) {
      writer.add(tensor);
    }
    return writer;
  }

  /** {@code sparsity.safetensors}: log10 of every feature's frequency, selected or not. */
  public static SafetensorsWriter sparsity(GroupedActivations activations) {
    double counted = activations.source().countedTokens();
    float[] sparsity = new float[activations.features()];
    for (int feature = 0; feature < sparsity.length; feature++) {
      double frequency = counted == 0 ? 0 : activations.count(feature) / counted;
      sparsity[feature] = (float) Math.log10(frequency + FLOOR);
    }
    return writer().add("sparsity", new long[] {sparsity.length}, sparsity);
  }

  private static SafetensorsWriter writer() {
    return new SafetensorsWriter().metadata("format", "pt");
  }
}
