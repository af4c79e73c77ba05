package dev.npexport.model.message;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.npexport.model.job.ExportJob;
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
    String message) {

  /** What a row says: its terminal status, else progress. Watchers drop what is not newer. */
  public static JobEvent of(ExportJob job) {
    return of(job, job.status.isTerminal() ? job.status.wire() : "progress", null, null);
  }

  /** The present state, as a watcher gets it first. */
  public static JobEvent state(ExportJob job) {
    return of(job, "state", null, null);
  }

  /** Progress with a speed. */
  public static JobEvent progress(ExportJob job, double featuresPerSecond, double etaSeconds) {
    return of(job, "progress", featuresPerSecond, etaSeconds);
  }

  private static JobEvent of(
      ExportJob job, String type, Double featuresPerSecond, Double etaSeconds) {
    return new JobEvent(
        type,
        job.id,
        job.eventSeq,
        job.status,
        job.stage,
        job.progress,
        job.featuresDone,
        job.featureCount,
        featuresPerSecond,
        etaSeconds,
        job.errorMessage);
  }
}
