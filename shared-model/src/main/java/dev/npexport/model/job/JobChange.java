package dev.npexport.model.job;

/**
 * A change that was committed.
 *
 * @param job the row after it
 * @param announce whether watchers are to hear of it; false when the last event was too recent, and
 *     the next one will tell
 */
public record JobChange(ExportJob job, boolean announce) {}
