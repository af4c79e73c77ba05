package dev.npexport.engine.format.activation.prepare;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.npexport.engine.format.activation.ActivationSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The JSON header of a prepared file. */
record PreparedHeader(
    String key, int features, int rows, int places, long nonzeros, ActivationSource source) {

  private static final ObjectMapper JSON = new ObjectMapper();

  PreparedLayout layout(int headerBytes) {
    return new PreparedLayout(headerBytes, features, rows, places, nonzeros);
  }

  byte[] bytes() {
    ObjectNode root = JSON.createObjectNode();
    root.put("key", key).put("features", features).put("rows", rows).put("places", places);
    root.put("nonzeros", nonzeros);
    ObjectNode of = root.putObject("source");
    of.put("kind", source.kind()).put("prompts", source.prompts());
    of.put("tokens_per_prompt", source.tokensPerPrompt());
    of.put("total_tokens", source.totalTokens()).put("counted_tokens", source.countedTokens());
    ArrayNode ignored = of.putArray("ignored_token_ids");
    for (int id : source.ignoredTokenIds()) {
      ignored.add(id);
    }
    of.put("value_precision", source.valuePrecision());
    of.put("decoder_norm_folded", source.decoderNormFolded());
    of.put("mean_l0", source.meanL0());
    try {
      return JSON.writeValueAsString(root).getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of plain values cannot be written", e);
    }
  }

  static PreparedHeader parse(byte[] bytes) throws IOException {
    JsonNode root = JSON.readTree(bytes);
    JsonNode of = root.required("source");
    JsonNode ids = of.required("ignored_token_ids");
    int[] ignored = new int[ids.size()];
    for (int i = 0; i < ignored.length; i++) {
      ignored[i] = ids.get(i).asInt();
    }
    return new PreparedHeader(
        root.required("key").asText(),
        root.required("features").asInt(),
        root.required("rows").asInt(),
        root.required("places").asInt(),
        root.required("nonzeros").asLong(),
        new ActivationSource(
            of.required("kind").asText(),
            of.required("prompts").asInt(),
            of.required("tokens_per_prompt").asInt(),
            of.required("total_tokens").asLong(),
            of.required("counted_tokens").asLong(),
            ignored,
            of.required("value_precision").asText(),
            of.required("decoder_norm_folded").asBoolean(),
            of.required("mean_l0").asDouble()));
  }
}
