package dev.npexport.model.job;

/**
 * Why a job or a shard failed.
 *
 * @param code stable, for programs
 * @param message for a person
 * @param details JSON list of problems: code, file, where, message
 */
public record JobError(String code, String message, String details) {

  /** An error without a list of problems. */
  public static JobError of(String code, String message) {
    return new JobError(code, message, "[]");
  }
}
