package dev.npexport.model.message;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.UUID;

/**
 * What is kept on {@link Topology#DEAD} of a shard or job that failed for good.
 *
 * @param jobAttempt attempt of the job
 * @param number of the shard, absent for a job that failed outside its shards
 * @param failures how often the shard failed
 * @param losses how often its worker stopped answering
 * @param failedAt ISO-8601, UTC
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record DeadMessage(
    UUID jobId,
    int jobAttempt,
    Integer number,
    int failures,
    int losses,
    String code,
    String message,
    String worker,
    String failedAt) {}
