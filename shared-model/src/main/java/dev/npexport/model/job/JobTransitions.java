package dev.npexport.model.job;

import java.util.EnumSet;
import java.util.Set;

/** The legal changes of a job's status, as one pure function. */
public final class JobTransitions {

  private JobTransitions() {}

  /**
   * The states that a job may enter from {@code from}; a retry is the only way out of a terminal
   * one.
   */
  public static Set<JobStatus> from(JobStatus from) {
    return switch (from) {
      case PENDING -> EnumSet.of(JobStatus.COMPUTING, JobStatus.FAILED, JobStatus.CANCELLED);
      case COMPUTING -> EnumSet.of(JobStatus.PACKAGING, JobStatus.FAILED, JobStatus.CANCELLED);
      case PACKAGING -> EnumSet.of(JobStatus.COMPLETED, JobStatus.FAILED, JobStatus.CANCELLED);
      case COMPLETED -> EnumSet.noneOf(JobStatus.class);
      case FAILED, CANCELLED -> EnumSet.of(JobStatus.PENDING);
    };
  }

  public static boolean allowed(JobStatus from, JobStatus to) {
    return from(from).contains(to);
  }
}
