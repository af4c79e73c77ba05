package dev.npexport.engine;

import dev.npexport.engine.dashboard.ExportOptions;
import java.nio.file.Path;
import java.time.Instant;

/**
 * One export, as every step sees it.
 *
 * @param saeId registered id, a version 5 UUID of the fingerprints
 * @param fingerprints as registered; a step that finds other inputs fails with {@code
 *     input_changed}
 * @param created the job's creation time (or {@code SOURCE_DATE_EPOCH}); the only time in the
 *     archive
 * @param preparedFolder where prepared activations are kept, shared by all jobs and workers
 */
public record ExportRequest(
    String saeId,
    String saeName,
    InputPaths inputs,
    Fingerprints fingerprints,
    ExportOptions options,
    Instant created,
    Path preparedFolder) {}
