package dev.npexport.api.export;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What an export would be. */
@Schema(name = "Estimate")
record EstimateView(
    int featureCount,
    @Schema(
            description =
                "Whether feature_count is certain; otherwise it is the most that there can be, since"
                    + " nobody has counted this SAE's activations by feature yet")
        boolean featureCountExact,
    @Schema(description = "Size of the archive, roughly") long sizeBytes,
    @Schema(description = "Roughly; at the pace that pace names") double seconds,
    @Schema(
            enumeration = {"this_sae", "another_sae", "assumed"},
            implementation = String.class,
            description =
                "this_sae: of its last export here; another_sae: of another SAE's last export here;"
                    + " assumed: nothing was exported here yet, so a few cores are assumed")
        Pace pace) {

  /** What an expected time goes by. */
  enum Pace {
    THIS_SAE,
    ANOTHER_SAE,
    ASSUMED;

    @JsonValue
    String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
