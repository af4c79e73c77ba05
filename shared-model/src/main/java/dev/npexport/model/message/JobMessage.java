package dev.npexport.model.message;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.UUID;

/**
 * "See what this job needs next." Carries the id only: the row is the truth, so redelivery is
 * harmless.
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record JobMessage(UUID jobId) {}
