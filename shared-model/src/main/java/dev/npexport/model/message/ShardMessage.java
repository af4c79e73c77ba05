package dev.npexport.model.message;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.UUID;

/** "Compute this shard if nobody has." */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record ShardMessage(UUID jobId, int number) {}
