package dev.npexport.model.message;

import java.util.UUID;

/**
 * "See what this job needs next." Carries the id only: the row is the truth, so redelivery is
 * harmless.
 */
public record JobMessage(UUID jobId) {}
