package dev.npexport.model.job;

import java.util.Optional;
import java.util.UUID;

/**
 * What a job is created from.
 *
 * @param config the export config as it was sent, JSON
 * @param idempotencyKey a second job with the same key is not created
 */
public record NewJob(UUID saeId, String config, Optional<String> idempotencyKey) {}
