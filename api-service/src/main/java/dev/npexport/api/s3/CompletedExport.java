package dev.npexport.api.s3;

import java.time.Instant;
import java.util.UUID;

/**
 * An export whose archive is finished.
 *
 * @param outputPath of the archive, relative to the data root
 * @param sha256 of the archive
 */
record CompletedExport(UUID id, String outputPath, String sha256, Instant completedAt) {}
