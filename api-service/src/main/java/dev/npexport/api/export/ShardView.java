package dev.npexport.api.export;

import dev.npexport.model.job.ExportShard;
import dev.npexport.model.job.ShardStatus;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** One shard of an export. */
@Schema(name = "Shard")
record ShardView(
    int number,
    @Schema(
            enumeration = {"pending", "running", "done", "failed"},
            implementation = String.class)
        ShardStatus status,
    int featuresDone,
    int featureCount,
    @Schema(description = "How often it was begun") int attempt) {

  static ShardView of(ExportShard row) {
    int count = row.toPlace - row.fromPlace;
    int done = row.status == ShardStatus.DONE ? count : row.featuresDone;
    return new ShardView(row.key.number(), row.status, done, count, row.attempt);
  }
}
