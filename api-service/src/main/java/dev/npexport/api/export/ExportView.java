package dev.npexport.api.export;

import com.fasterxml.jackson.databind.JsonNode;
import dev.npexport.api.problem.ProblemItem;
import dev.npexport.model.job.JobKind;
import dev.npexport.model.job.JobStatus;
import dev.npexport.model.job.Stage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An export as requests show it.
 *
 * @param config effective: with defaults; absent in lists
 * @param shards absent in lists
 */
@Schema(name = "Export")
record ExportView(
    UUID id,
    @Schema(
            enumeration = {"export", "dashboard_data", "push"},
            implementation = String.class)
        JobKind kind,
    UUID saeId,
    String saeName,
    @Schema(
            enumeration = {"pending", "computing", "packaging", "completed", "failed", "cancelled"},
            implementation = String.class)
        JobStatus status,
    @Schema(
            enumeration = {"planning", "computing", "packaging"},
            implementation = String.class)
        Stage stage,
    @Schema(minimum = "0", maximum = "1") double progress,
    int featuresDone,
    @Schema(description = "0 until planned") int featureCount,
    @Schema(description = "Over the last 10 seconds; absent while unknown")
        Optional<Double> featuresPerSecond,
    @Schema(description = "Absent while unknown") Optional<Double> etaSeconds,
    @Schema(description = "Relative to the data root") Optional<String> outputPath,
    Optional<Long> fileSizeBytes,
    @Schema(description = "Of the archive, lower-case hex") Optional<String> sha256,
    Optional<String> errorCode,
    Optional<String> errorMessage,
    @Schema(implementation = ProblemItem[].class) Optional<JsonNode> errorDetails,
    Optional<String> cancelledBy,
    @Schema(description = "Rises with each retry") int attempts,
    Instant createdAt,
    Optional<Instant> startedAt,
    @Schema(description = "When it reached its end, whichever") Optional<Instant> completedAt,
    Optional<String> downloadUrl,
    @Schema(
            implementation = ExportConfigSchema.class,
            description = "The config with defaults applied; absent in lists")
        Optional<JsonNode> config,
    @Schema(description = "Of a push") Optional<PushView> push,
    @Schema(description = "Absent in lists") Optional<List<ShardView>> shards) {}
