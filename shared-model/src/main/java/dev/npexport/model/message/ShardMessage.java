package dev.npexport.model.message;

import java.util.UUID;

/** "Compute this shard if nobody has." */
public record ShardMessage(UUID jobId, int number) {}
