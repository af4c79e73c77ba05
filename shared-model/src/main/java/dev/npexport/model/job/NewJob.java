package dev.npexport.model.job;

import java.util.Optional;
import java.util.UUID;

/**
 * What a job is created from.
 *
 * @param config of an export as it was sent, JSON
 * @param idempotencyKey a second job with the same key is not created
 */
public record NewJob(JobKind kind, UUID saeId, String config, Optional<String> idempotencyKey) {

  /** An export. */
  public NewJob(UUID saeId, String config, Optional<String> idempotencyKey) {
    this(JobKind.EXPORT, saeId, config, idempotencyKey);
  }
}
