package dev.npexport.model.message;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
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
 * @param worker that held it last, absent if none did
 * @param failedAt ISO-8601, UTC
 * @param history what went wrong with the shard, oldest first: a list of objects with attempt,
 *     code, message, worker, at; absent without a shard
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
    String failedAt,
    JsonNode history) {}
