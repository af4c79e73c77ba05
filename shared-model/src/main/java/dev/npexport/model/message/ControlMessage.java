package dev.npexport.model.message;

import java.util.UUID;

/** Tells every worker to look at a job's row again because it was cancelled. */
public record ControlMessage(UUID jobId) {}
