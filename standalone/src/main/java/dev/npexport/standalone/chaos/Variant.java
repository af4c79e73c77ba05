package dev.npexport.standalone.chaos;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * An export of a few features of the sample, cut into several shards.
 *
 * @param sha256 of its archive when nothing disturbs it; empty until that is known
 */
record Variant(ObjectNode config, String sha256, long bytes) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Different features, sizes and contents. */
  static List<Variant> all() {
    ObjectNode plain = custom("0-191");
    ObjectNode withoutTree = custom("100-387");
    withoutTree.put("include_neuronpedia_import", false);
    ObjectNode light = custom("700-1019");
    light.put("include_logit_lens", false).put("examples_per_feature", 5);
    return List.of(of(plain), of(withoutTree), of(light));
  }

  private static ObjectNode custom(String range) {
    ObjectNode config = JSON.createObjectNode();
    config.put("feature_selection", "custom");
    config.putArray("feature_ranges").add(range);
    return config;
  }

  private static Variant of(ObjectNode config) {
    return new Variant(config, "", 0);
  }

  Variant measured(String hash, long size) {
    return new Variant(config, hash, size);
  }
}
