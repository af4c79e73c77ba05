package dev.npexport.model.message;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.UUID;

/** Tells every worker to look at a job's row again because it was cancelled. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record ControlMessage(UUID jobId) {}
