package dev.npexport.model.job;

/**
 * A shard as planning found it.
 *
 * @param fromPlace first place in the ascending list of selected features
 * @param toPlace place after the last
 * @param finished whether its complete result is on the volume, from an earlier attempt
 */
public record PlannedShard(
    int number, int fromPlace, int toPlace, long cost, long memoryBytes, boolean finished) {}
