package dev.npexport.api.export;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Which dashboards to compute ahead. */
@Schema(name = "DashboardDataRequest")
record DashboardDataBody(
    @Schema(required = true, description = "A registered SAE", format = "uuid")
        Optional<String> saeId,
    @Schema(implementation = Selection.class, description = "All features without one")
        JsonNode config) {

  /** The fields of an export config that select features. */
  @Schema(name = "FeatureSelection", additionalProperties = Schema.False.class)
  record Selection(
      @Schema(
              enumeration = {"all", "extracted", "custom"},
              defaultValue = "all")
          String featureSelection,
      @Schema(description = "Only with custom") List<Integer> featureIndices,
      @Schema(description = "Only with custom, both ends inclusive", examples = "[\"0-99\"]")
          List<String> featureRanges,
      @Schema(minimum = "0", maximum = "1", description = "Inclusive; not with custom")
          Double minActivationFrequency,
      @Schema(minimum = "0", maximum = "1", description = "Inclusive; not with custom")
          Double maxActivationFrequency) {}
}
