package dev.npexport.engine.archive.feature;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.npexport.engine.Fingerprints;
import dev.npexport.engine.archive.document.MetadataJson;
import dev.npexport.engine.dashboard.ExportOptions;
import dev.npexport.engine.dashboard.ExportOptionsJson;
import dev.npexport.engine.fingerprint.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;

/**
 * Names a computation of dashboards, so that a kept one is never shown for other inputs: a digest
 * of the definitions' version, the parameters and the inputs' fingerprints.
 */
public final class DashboardKey {

  /** What does not change a dashboard: which are made, and what else an archive holds. */
  private static final List<String> ELSEWHERE =
      List.of(
          "feature_selection",
          "feature_indices",
          "feature_ranges",
          "min_activation_frequency",
          "max_activation_frequency",
          "include_explanations",
          "include_saelens_weights",
          "include_neuronpedia_import",
          "neuronpedia");

  private DashboardKey() {}

  /** Lower-case hex. */
  public static String of(Fingerprints inputs, ExportOptions options) {
    ObjectNode parameters = ExportOptionsJson.parameters(options).remove(ELSEWHERE);
    MessageDigest digest = Sha256.digest();
    String text =
        "definitions %d\n%s\n%s".formatted(MetadataJson.DEFINITIONS_VERSION, parameters, inputs);
    digest.update(text.getBytes(StandardCharsets.UTF_8));
    return Sha256.hex(digest);
  }
}
