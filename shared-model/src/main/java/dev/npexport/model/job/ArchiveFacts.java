package dev.npexport.model.job;

/**
 * The archive of a completed job.
 *
 * @param outputPath relative to the data root
 * @param sha256 lower-case hex
 */
public record ArchiveFacts(String outputPath, long sizeBytes, String sha256) {}
