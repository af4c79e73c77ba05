package dev.npexport.api.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.npexport.api.problem.ApiException;
import dev.npexport.api.problem.ErrorCode;
import dev.npexport.api.problem.ProblemItem;
import java.util.List;
import java.util.Map;

/**
 * Which dashboards are computed ahead. Their parameters are the defaults, for those are what one
 * feature's dashboard is shown with.
 */
final class DashboardSelection {

  private static final List<String> FIELDS =
      List.of(
          "feature_selection",
          "feature_indices",
          "feature_ranges",
          "min_activation_frequency",
          "max_activation_frequency");

  private DashboardSelection() {}

  /** The job's config: the selection, and nothing that only an archive has. */
  static JsonNode config(JsonNode selection) {
    ObjectNode config = JsonNodeFactory.instance.objectNode();
    if (selection != null && !selection.isNull()) {
      if (!selection.isObject()) {
        throw new ApiException(
            ErrorCode.INVALID_FIELD,
            ProblemItem.of(ErrorCode.INVALID_FIELD, "config", "expected an object"));
      }
      refuseOthers(selection);
      config.setAll((ObjectNode) selection);
    }
    return config
        .put("include_explanations", false)
        .put("include_saelens_weights", false)
        .put("include_neuronpedia_import", false);
  }

  private static void refuseOthers(JsonNode selection) {
    List<ProblemItem> unknown =
        selection.properties().stream()
            .map(Map.Entry::getKey)
            .filter(name -> !FIELDS.contains(name))
            .map(
                name ->
                    ProblemItem.of(
                        ErrorCode.UNKNOWN_FIELD,
                        "config." + name,
                        "not a field of a selection; known here: " + String.join(", ", FIELDS)))
            .toList();
    if (!unknown.isEmpty()) {
      throw new ApiException(ErrorCode.UNKNOWN_FIELD, unknown);
    }
  }
}
