package dev.npexport.model.message;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.npexport.model.job.JobStatus;
import dev.npexport.model.job.Stage;
import java.util.UUID;

/**
 * One event of a job, as workers publish it and watchers receive it.
 *
 * @param type {@code state} (on connect), {@code progress}, {@code completed}, {@code failed} or
 *     {@code cancelled}
 * @param seq rises with every event of a job, over all its attempts
 * @param progress 0..1, never falls within an attempt
 * @param featuresPerSecond over the last 10 seconds, absent while unknown
 * @param etaSeconds absent while unknown
 * @param message a sentence for a person; the error of a failed job
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record JobEvent(
    String type,
    UUID jobId,
    long seq,
    JobStatus status,
    Stage stage,
    double progress,
    int featuresDone,
    int featureCount,
    Double featuresPerSecond,
    Double etaSeconds,
    String message) {}
