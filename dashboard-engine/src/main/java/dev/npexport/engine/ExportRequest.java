package dev.npexport.engine;

import dev.npexport.engine.dashboard.ExportOptions;
import dev.npexport.engine.format.label.LabelEdits;
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
 * @param labelEdits what people changed in the labels, the same for every step of a job
 */
public record ExportRequest(
    String saeId,
    String saeName,
    InputPaths inputs,
    Fingerprints fingerprints,
    ExportOptions options,
    Instant created,
    Path preparedFolder,
    LabelEdits labelEdits) {

  /** A request with the labels as their file has them. */
  public ExportRequest(
      String saeId,
      String saeName,
      InputPaths inputs,
      Fingerprints fingerprints,
      ExportOptions options,
      Instant created,
      Path preparedFolder) {
    this(saeId, saeName, inputs, fingerprints, options, created, preparedFolder, LabelEdits.NONE);
  }

  public ExportRequest withOptions(ExportOptions other) {
    return new ExportRequest(
        saeId, saeName, inputs, fingerprints, other, created, preparedFolder, labelEdits);
  }

  public ExportRequest withLabelEdits(LabelEdits edits) {
    return new ExportRequest(
        saeId, saeName, inputs, fingerprints, options, created, preparedFolder, edits);
  }
}
