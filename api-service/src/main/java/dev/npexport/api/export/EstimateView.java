package dev.npexport.api.export;

import java.util.Optional;
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
    @Schema(description = "At the pace of this SAE's last export; absent before the first")
        Optional<Double> seconds) {}
