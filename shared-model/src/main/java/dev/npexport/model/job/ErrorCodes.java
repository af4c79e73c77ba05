package dev.npexport.model.job;

/** Stable codes of failures that no engine reports but the life of a job does. */
public final class ErrorCodes {

  /** The workers of a job kept dying. */
  public static final String WORKER_LOST = "worker_lost";

  /** No worker that is there has the memory that a shard needs. */
  public static final String NOT_ENOUGH_MEMORY = "not_enough_memory";

  private ErrorCodes() {}
}
