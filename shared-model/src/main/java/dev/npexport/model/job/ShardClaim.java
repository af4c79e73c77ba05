package dev.npexport.model.job;

import java.util.UUID;

/**
 * A worker's hold on one attempt of a shard.
 *
 * @param jobAttempt attempt of the job it belongs to
 * @param attempt attempt of the shard, unique over all attempts of the job
 * @param fromPlace first place in the list of selected features
 * @param toPlace place after the last
 */
public record ShardClaim(
    UUID jobId,
    int jobAttempt,
    int number,
    int attempt,
    String worker,
    int fromPlace,
    int toPlace,
    long cost,
    long memoryBytes) {}
